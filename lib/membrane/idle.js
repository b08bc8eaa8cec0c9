'use strict';

// The guests' heap is collected once more when nothing has run for a while; src/pace.rs says when that is worth it.

const { setInterval } = require('node:timers');
const binding = require('../native');

const INTERVAL = 2000;

let timer;

/** Starts to look, once, in a way that keeps no process alive. */
function watchForIdleTime() {
  timer ??= setInterval(binding.collectWhenIdle, INTERVAL).unref();
}

module.exports = { watchForIdleTime };
