// Guest code: its value is a JSON text of [path, description] for all objects and properties that can be reached from
// the global object, breadth first. A path is the names of the properties, joined by spaces. Prototypes are followed
// last, so that what has a name is known by its name.
(function () {
  const found = []
  const pathOf = new Map()
  const queue = []
  const prototypes = []

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
    prototypes.push([path, prototype])
    found.push([`${path} (object)`, [
      typeof object,
      Object.prototype.toString.call(object),
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

  // No for..of, so that the walk does not use what it looks at.
  let walked = 0
  function walkQueue() {
    for (; walked < queue.length; walked++) walkObject(queue[walked])
  }

  function walkPrototypes() {
    for (let i = 0; i < prototypes.length; i++) {
      const [path, prototype] = prototypes[i]
      if (prototype !== null) visit(prototype, `${path} [[Prototype]]`)
      walkQueue()
      found.push([`${path} (prototype)`, prototype === null ? 'none' : pathOf.get(prototype)])
    }
  }

  visit(globalThis, 'globalThis')
  walkQueue()

  // What has no name of its own. Where making it fails, the walk shows it as missing.
  function visitResult(path, make) {
    try {
      visit(make(), path)
    } catch {}
  }
  visitResult('generatorFunction', () => function* () {})
  visitResult('asyncFunction', () => async function () {})
  visitResult('asyncGeneratorFunction', () => async function* () {})
  visitResult('generator', () => (function* () {})())
  visitResult('asyncGenerator', () => (async function* () {})())
  visitResult('strictArguments', () => (function () { 'use strict'; return arguments })(1))
  visitResult('sloppyArguments', () => (function () { return arguments })(1))
  visitResult('boundFunction', () => (() => 1).bind())
  visitResult('sloppyFunction', () => function () {})
  visitResult('arrowFunction', () => () => 1)
  visitResult('method', () => ({ m() {} }.m))
  visitResult('class', () => class {})
  visitResult('arrayIterator', () => [][Symbol.iterator]())
  visitResult('stringIterator', () => ''[Symbol.iterator]())
  visitResult('mapIterator', () => new Map().entries())
  visitResult('setIterator', () => new Set().values())
  visitResult('regExpStringIterator', () => 'a'.matchAll(/a/g))
  visitResult('matchResult', () => /a/.exec('a'))
  visitResult('error', () => new Error('m'))
  visitResult('proxy', () => new Proxy({}, {}))
  visitResult('getter', () => Object.getOwnPropertyDescriptor({ get x() { return 1 } }, 'x').get)
  visitResult('templateObject', () => ((s) => s)`a`)
  visitResult('revoke', () => Proxy.revocable({}, {}).revoke)
  visitResult('segments', () => new Intl.Segmenter('en').segment('a'))
  visitResult('segmentIterator', () => new Intl.Segmenter('en').segment('a')[Symbol.iterator]())
  visitResult('numberFormatFunction', () => new Intl.NumberFormat('en').format)
  visitResult('collatorFunction', () => new Intl.Collator('en').compare)

  walkQueue()
  walkPrototypes()

  // The stack of the error holds positions, which differ from one engine to the other.
  const isStable = ([path]) => path !== 'error stack'
  return JSON.stringify(found.filter(isStable))
})()
