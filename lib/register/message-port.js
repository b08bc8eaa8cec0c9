'use strict';

// worker_threads.moveMessagePortToContext() for the contexts of rvm. V8 moves the port into a bare context of its own,
// where the messages that it gets are read; the guest has a port of its own classes, and gets each message as a copy
// in objects of its realm.

const nodeVm = require('node:vm');
const { whenLoaded } = require('./builtins');

const { apply } = Reflect;

/** What the guest has of a port; the text of this function runs there. `act` is `act` below. */
function guestHalf(Error, TypeError, act) {
  'use strict';

  class DOMException extends Error {
    #name;
    #code;
    constructor(message, name, code) {
      super(message);
      this.#name = name;
      this.#code = code;
    }
    get name() {
      return this.#name;
    }
    get code() {
      return this.#code;
    }
  }

  class MessageEvent {
    constructor(data, target, type, ports) {
      this.data = data;
      this.target = target;
      this.type = type;
      this.ports = ports;
    }
  }

  function coded(message, code) {
    const error = new TypeError(message);
    error.code = code;
    return error;
  }

  /** Has the host do something with its port; what that throws is thrown by an error of this realm. */
  function perform(port, action, values) {
    const answer = act(port, action, values);
    if (answer.length === 1) return answer[0];
    const { 0: message, 1: code, 2: name } = answer;
    throw name === 'TypeError' ? coded(message, code) : new DOMException(message, name, code);
  }

  class HandleWrap {
    constructor() {
      throw coded('Constructor cannot be called', 'ERR_CONSTRUCT_CALL_INVALID');
    }
    close(...values) {
      return perform(this, 'close', values);
    }
    hasRef() {
      return perform(this, 'hasRef', []);
    }
    ref() {
      return perform(this, 'ref', []);
    }
    unref() {
      return perform(this, 'unref', []);
    }
  }

  class MessagePort extends HandleWrap {
    postMessage(...values) {
      return perform(this, 'postMessage', values);
    }
    start() {
      return perform(this, 'start', []);
    }
  }

  const { prototype } = MessagePort;
  return {
    make: () => ({ __proto__: prototype }),
    deliver(port, type, data, ports) {
      const listener = port[`on${type}`];
      if (typeof listener === 'function') port[`on${type}`](new MessageEvent(data, port, type, ports));
    },
  };
}

/** The port of a guest → that of V8. */
const nativePorts = new WeakMap();

/** A context → what its guest has of ports. */
const halves = new WeakMap();

/** Where V8 reads the messages. */
let readingContext;

/** `[value]`, or `[message, code, name]` of what was thrown. */
function act(engine, port, action, values) {
  const native = nativePorts.get(port);
  if (native === undefined) return ['Illegal invocation', undefined, 'TypeError'];
  try {
    return [apply(native[action], native, action === 'postMessage' ? forMessage(engine, values) : values)];
  } catch ({ message, code, name }) {
    return [message, code, name];
  }
}

/** The arguments of `postMessage`, with the ports of V8 in place of the guest's. */
function forMessage(engine, values) {
  if (values.length === 0) return values;
  const [value, options] = values;
  const list = Array.isArray(options) ? options : options?.transfer;
  const transfer = Array.isArray(list) ? Array.from(list, (item) => nativePorts.get(item) ?? item) : undefined;
  const ports = new Map(transfer?.map((native, index) => [list[index], native]));
  return [engine.toHostWith(value, ports), transfer ?? options];
}

/** The port that a guest has for one of V8. */
function makeGuestPort(engine, context, native) {
  if (!halves.has(context)) {
    halves.set(context, engine.callGuest(context, guestHalf, (...values) => act(engine, ...values)));
  }
  const { make, deliver } = halves.get(context);
  const port = make();
  nativePorts.set(port, native);
  for (const type of ['message', 'messageerror']) {
    native[`on${type}`] = ({ data, ports = [] }) => {
      const copies = new Map(Array.from(ports, (inner) => [inner, makeGuestPort(engine, context, inner)]));
      deliver(port, type, engine.toGuest(data, context, copies), engine.toGuest(ports, context, copies));
    };
  }
  return port;
}

/** @param {() => object | undefined} findEngine  lib/engine.js, once rvm is loaded: before that it has no contexts */
function acceptMovedPorts(findEngine) {
  whenLoaded('worker_threads', (workerThreads) => {
    const { moveMessagePortToContext } = workerThreads;
    workerThreads.moveMessagePortToContext = { moveMessagePortToContext(port, context) {
      const engine = findEngine();
      const native = nativePorts.get(port) ?? port;
      if (!engine?.hasMade(context)) return moveMessagePortToContext(native, context); // node-do-not-add-exception-line
      readingContext ??= nodeVm.createContext();
      const moved = moveMessagePortToContext(native, readingContext); // node-do-not-add-exception-line
      return makeGuestPort(engine, context, moved);
    } }.moveMessagePortToContext;
  });
}

module.exports = { acceptMovedPorts };
