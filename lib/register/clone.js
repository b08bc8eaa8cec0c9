'use strict';

// The host's view of a guest object is a Proxy, which V8's serializer refuses: structuredClone, postMessage, the IPC
// channel with advanced serialization and v8.serialize throw where Node's own vm has a plain object to offer. Each is
// tried as it is; only what was refused is tried once more with the views in the value replaced by host objects. So
// values that can be cloned today take the path they always took.

const { whenLoaded } = require('./builtins');

/** DataCloneError where the web says so, elsewhere an Error with the same text. */
function isRefusal(error) {
  return error instanceof Error && (error.name === 'DataCloneError' || error.message.endsWith(' could not be cloned.'));
}

/**
 * @param {() => ((value: unknown) => unknown) | undefined} findToHost  rvm's `toHost`, once rvm is loaded: before that
 *   there are no views
 */
function acceptViews(findToHost) {
  /** Wraps the method `holder[key]`, whose first argument is the value that gets cloned. */
  function retry(holder, key) {
    const descriptor = Object.getOwnPropertyDescriptor(holder, key);
    const original = descriptor.value;
    const { retrying } = {
      retrying(...args) {
        try {
          return Reflect.apply(original, this, args); // node-do-not-add-exception-line
        } catch (error) {
          const toHost = isRefusal(error) ? findToHost() : undefined;
          if (!toHost) {
            throw error; // node-do-not-add-exception-line
          }
        }
        args[0] = findToHost()(args[0]);
        return Reflect.apply(original, this, args); // node-do-not-add-exception-line
      },
    };
    for (const name of ['name', 'length']) {
      Object.defineProperty(retrying, name, Object.getOwnPropertyDescriptor(original, name));
    }
    Object.defineProperty(holder, key, { ...descriptor, value: retrying });
  }

  retry(globalThis, 'structuredClone');
  whenLoaded('v8', (v8) => retry(v8, 'serialize'));
  // Also what the getters of these globals load. Worker.prototype.postMessage calls that of its MessagePort.
  whenLoaded('internal/worker/io', ({ MessagePort, BroadcastChannel }) => {
    retry(MessagePort.prototype, 'postMessage');
    retry(BroadcastChannel.prototype, 'postMessage');
  });

  // Node gives `send` to the process and to each ChildProcess as an own property when it opens the channel.
  if (process.send) {
    retry(process, 'send');
  }
  whenLoaded('child_process', ({ ChildProcess }) => {
    const { spawn } = ChildProcess.prototype;
    ChildProcess.prototype.spawn = function(options) {
      const result = Reflect.apply(spawn, this, [options]); // node-do-not-add-exception-line
      if (Object.hasOwn(this, 'send')) {
        retry(this, 'send');
      }
      return result;
    };
    Object.defineProperty(ChildProcess.prototype.spawn, 'name', Object.getOwnPropertyDescriptor(spawn, 'name'));
  });
}

module.exports = { acceptViews };
