// Guest code: its value is a JSON text of [path, description] for all objects and properties that can be reached from
// the global object, breadth first. A path is the names of the properties, joined by spaces.
(function () {
  const found = []
  const pathOf = new Map()
  const queue = []

  const show = (key) => (typeof key === 'symbol' ? `@@${key.description}` : key)
  const isObject = (value) => (typeof value === 'object' && value !== null) || typeof value === 'function'

  function visit(value, path) {
    if (pathOf.has(value)) return
    pathOf.set(value, path)
    queue.push(value)
  }

  function describe(value) {
    if (isObject(value)) return typeof value
    if (typeof value === 'symbol') return String(value)
    return `${typeof value} ${Object.is(value, -0) ? '-0' : value}`
  }

  function walkObject(object) {
    const path = pathOf.get(object)
    const keys = Reflect.ownKeys(object).filter((key) => path !== 'globalThis' || key !== 'languageTool')
    const prototype = Object.getPrototypeOf(object)
    if (prototype !== null) visit(prototype, `${path} [[Prototype]]`)
    found.push([`${path} (object)`, [
      typeof object,
      Object.prototype.toString.call(object),
      prototype === null ? 'no prototype' : `prototype ${pathOf.get(prototype)}`,
      Object.isExtensible(object) ? 'extensible' : 'not extensible',
      isConstructor(object) ? 'constructor' : '',
    ].join(', ')])
    found.push([`${path} (order)`, keys.map(show)])
    for (const key of keys) walkProperty(object, key, path)
  }

  function walkProperty(object, key, path) {
    const descriptor = Reflect.getOwnPropertyDescriptor(object, key)
    const where = `${path} ${show(key)}`
    const flags = (descriptor.enumerable ? 'E' : '-') + (descriptor.configurable ? 'C' : '-')
    if ('value' in descriptor) {
      const { value } = descriptor
      found.push([where, `${descriptor.writable ? 'W' : '-'}${flags} ${describe(value)}`])
      if (isObject(value)) visit(value, where)
      return
    }
    const { get, set } = descriptor
    found.push([where, `accessor ${flags} ${get ? 'get' : ''} ${set ? 'set' : ''}`])
    if (get) visit(get, `${where} <get>`)
    if (set) visit(set, `${where} <set>`)
  }

  function isConstructor(value) {
    if (typeof value !== 'function') return false
    try {
      Reflect.construct(Object, [], value)
      return true
    } catch {
      return false
    }
  }

  // Not for..of, so that the walk does not use what it looks at.
  let done = 0
  function walkQueue() {
    for (; done < queue.length; done++) walkObject(queue[done])
  }

  visit(globalThis, 'globalThis')
  walkQueue()

  // What has no name of its own.
  visit(function* () {}, 'generatorFunction')
  visit(async function () {}, 'asyncFunction')
  visit(async function* () {}, 'asyncGeneratorFunction')
  visit((function* () {})(), 'generator')
  visit((async function* () {})(), 'asyncGenerator')
  visit((function () { 'use strict'; return arguments })(1), 'strictArguments')
  visit((function () { return arguments })(1), 'sloppyArguments')
  visit((() => 1).bind(), 'boundFunction')
  visit(function () {}, 'sloppyFunction')
  visit(() => 1, 'arrowFunction')
  visit({ m() {} }.m, 'method')
  visit(class {}, 'class')
  visit([][Symbol.iterator](), 'arrayIterator')
  visit(''[Symbol.iterator](), 'stringIterator')
  visit(new Map().entries(), 'mapIterator')
  visit(new Set().values(), 'setIterator')
  visit('a'.matchAll(/a/g), 'regExpStringIterator')
  visit(/a/.exec('a'), 'matchResult')
  visit(new Error('m'), 'error')
  visit(new Proxy({}, {}), 'proxy')
  visit(Object.getOwnPropertyDescriptor({ get x() { return 1 } }, 'x').get, 'getter')
  visit(((s) => s)`a`, 'templateObject')
  visit(Proxy.revocable({}, {}).revoke, 'revoke')
  visit(new Intl.Segmenter('en').segment('a'), 'segments')
  visit(new Intl.Segmenter('en').segment('a')[Symbol.iterator](), 'segmentIterator')
  visit(new Intl.NumberFormat('en').format, 'numberFormatFunction')
  visit(new Intl.Collator('en').compare, 'collatorFunction')

  walkQueue()

  // The stack of the error holds positions, which differ from one engine to the other.
  const isStable = ([path]) => path !== 'error stack'
  return JSON.stringify(found.filter(isStable))
})()
