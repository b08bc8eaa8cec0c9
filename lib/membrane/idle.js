'use strict';

// The guests' heap is collected once more when nothing has run for a while; src/pace.rs says when that is worth it.

const { setInterval } = require('node:timers');
const binding = require('../native');

const INTERVAL = 2000;

// It keeps no process alive. Started while rvm loads: later, near the end of the stack, the one call might come through
// and the other not.
setInterval(binding.collectWhenIdle, INTERVAL).unref();
