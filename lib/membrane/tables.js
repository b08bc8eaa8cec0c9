'use strict';

// Who holds what across the border.
//
// A *record* stands for a context on this side. Only the contextified object leads to it (by a WeakMap), and the
// record leads to the *table*: the host objects that the guest of this context has a view of. So a context whose
// sandbox is unreachable goes with everything it holds, also when that leads back to the sandbox.

/** Gives a class methods of its own, so that a program cannot change what they do by patching the built-in one. */
function seal(Class, Base) {
  for (const method of ['get', 'set', 'has', 'delete']) {
    Object.defineProperty(Class.prototype, method, { value: Base.prototype[method] });
  }
  Object.setPrototypeOf(Class.prototype, null);
}

// Constructors of their own: the implied one spreads its arguments, by an iterator that a program may have patched.
class PrivateMap extends Map {
  constructor() {
    super();
  }
}
seal(PrivateMap, Map);

class PrivateWeakMap extends WeakMap {
  constructor() {
    super();
  }
}
seal(PrivateWeakMap, WeakMap);

const privateMap = () => new PrivateMap();
const privateWeakMap = () => new PrivateWeakMap();

/** Host views, twins and paired intrinsics → the number of their export, twice, plus one in the main context. */
const exportIds = privateWeakMap();

/** Views of guest objects that are Proxies to the guest. */
const viewsOfProxies = privateWeakMap();

/** Host objects that a guest has a view of → the number of their import. */
const importIds = privateWeakMap();

/** Contextified objects and vanilla globals → their record. */
const records = privateWeakMap();

/** The views of namespace objects of modules. */
const namespaces = privateWeakMap();

class Record {
  constructor(isMain) {
    this.id = 0;
    this.isMain = isMain;
    this.sandbox = undefined;
    /** What leads to this record: the sandbox, or the global that stands for itself. */
    this.object = undefined;
    this.table = privateMap();
    /** Views of guest objects that the guest holds: export → view. */
    this.views = privateMap();
    /** Views and groups that guest code has got at since the last balance. */
    this.held = [];
    /** Answers the `import()` of code that nobody gave an importer; see import.js. */
    this.importer = undefined;
    /** The number of the next module without an identifier. */
    this.nextModule = 0;
    this.name = undefined;
    this.origin = undefined;
    this.allowsStrings = true;
    this.allowsWasm = true;
    /** The objects of the contexts that this one has exchanged guest objects with. */
    this.linked = privateMap();
    /** The bare V8 realm of what the engine leaves to V8; see room.js. */
    this.room = undefined;
  }
}

/** Gives the view of the guest's own object for what a function of a room has made; see room.js. */
let adopt = () => undefined;

function setAdopt(value) {
  adopt = value;
}

/** Two contexts that have each other's objects keep each other: neither outlives what it lent. */
function link(record, other) {
  record.linked.set(other.id, other.object);
  other.linked.set(record.id, record.object);
}

/** What `value` is known as: minus (export + 1), import + 1, or 0. Exports of the main context count there only. */
function identify(value, isMain) {
  const exported = exportIds.get(value);
  if (exported !== undefined && (exported & 1) === (isMain ? 1 : 0)) {
    return -(exported >> 1) - 1;
  }
  const imported = importIds.get(value);
  if (imported !== undefined) return imported + 1;
  const adopted = isMain ? undefined : adopt(value);
  return adopted === undefined ? 0 : identify(adopted, isMain);
}

function noteExport(value, id, record) {
  exportIds.set(value, id * 2 + (record.isMain ? 1 : 0));
}

/** Twins have no handler that keeps the record of their context. */
const keptRecords = privateWeakMap();

function noteTwin(twin, id, record) {
  keptRecords.set(twin, record);
  record.views.set(id, twin);
  noteExport(twin, id, record);
}

/** View → the host objects that only its group of exports reaches; see src/membrane/balance.rs. */
const groups = privateWeakMap();

function strengthen(record, view, id) {
  record.views.set(id, view);
  groups.delete(view);
}

function weaken(record, view, id, kept) {
  groups.set(view, kept);
  record.views.delete(id);
}

function holdGroup(record, view) {
  const { held } = record;
  held[held.length] = view;
  held[held.length] = groups.get(view);
}

function letGo(id, holders) {
  for (let index = 0; index < holders.length; index++) {
    holders[index].table.delete(id);
  }
}

function endBalance(record) {
  record.held = [];
}

/** The table first: an interruption in between leaves an entry without a name, which nothing looks for. */
function keep(record, value, id) {
  record.table.set(id, value);
  importIds.set(value, id);
}

function hold(record, value, id) {
  record.table.set(id, value);
}

/** It may have been interrupted before, and the object may have crossed again since. */
function release(value, id, holders) {
  if (importIds.get(value) === id) importIds.delete(value);
  for (let index = 0; index < holders.length; index++) {
    holders[index].table.delete(id);
  }
}

module.exports = {
  Record, endBalance, exportIds, hold, holdGroup, identify, importIds, keep, letGo, link, namespaces, noteExport,
  noteTwin, privateMap, privateWeakMap,
  records, release, setAdopt, strengthen, viewsOfProxies, weaken,
};
