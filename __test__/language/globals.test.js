'use strict'

// Walks everything that guest code can reach from the global object of a fresh context, with node:vm and with rvm, and
// compares names, their order, flags, kinds of values, prototypes, and functions' names and lengths.

const test = require('node:test')
const assert = require('node:assert')
const fs = require('node:fs')
const path = require('node:path')
const nodeVm = require('node:vm')
const { loadProvider, readJson, usesNode } = require('./harness.js')

const isReference = process.versions.node.startsWith('20.')
const walker = fs.readFileSync(path.join(__dirname, 'walk-globals.js'), 'utf8')

/** Map from the path of an object or a property to what was found there. */
function walk(vm) {
  return new Map(JSON.parse(vm.runInContext(walker, vm.createContext(), { filename: 'walk-globals.js' })))
}

test('globals of a fresh context', { skip: !isReference && 'compared with Node 20' }, async (t) => {
  const expected = walk(nodeVm)
  const actual = walk(loadProvider())
  const known = usesNode ? {} : readJson('globals-differences.json')
  assert.ok(expected.size > 2000, 'the walk reaches the builtins')

  for (const { where, message } of compare(expected, actual, known)) {
    await t.test(where, () => assert.fail(message))
  }
})

function compare(expected, actual, known) {
  const problems = []
  const differing = new Set()

  for (const where of new Set([...expected.keys(), ...actual.keys()])) {
    const message = difference(where, expected, actual)
    if (message === undefined) continue
    differing.add(where)
    if (known[where] === undefined) problems.push({ where, message })
    else if (known[where] === '') problems.push({ where, message: 'globals-differences.json must give a reason' })
  }
  for (const where of Object.keys(known)) {
    if (!differing.has(where)) problems.push({ where, message: 'does not differ: remove it from globals-differences.json' })
  }
  return problems
}

function difference(where, expected, actual) {
  if (!actual.has(where)) return isMissing(where, expected, actual) ? undefined : 'missing in rvm'
  if (!expected.has(where)) return isMissing(where, actual, expected) ? undefined : 'not in node:vm'
  const before = expected.get(where)
  const after = actual.get(where)
  if (!Array.isArray(before)) return before === after ? undefined : `node:vm: ${before}\n    rvm: ${after}`

  // The names of an object's properties: those that both have must come in the same order.
  const common = (names, others) => names.filter((name) => others.includes(name)).join(' ')
  const order = common(before, after)
  const otherOrder = common(after, before)
  return order === otherOrder ? undefined : `order in node:vm: ${order}\n    order in rvm: ${otherOrder}`
}

/** Is `where` part of something that is missing as a whole? Then only that is reported. */
function isMissing(where, from, other) {
  for (let end = where.lastIndexOf(' '); end > 0; end = where.lastIndexOf(' ', end - 1)) {
    const parent = where.slice(0, end)
    if (from.has(parent) && !other.has(parent)) return true
  }
  return false
}
