'use strict'

// Runs the language corpus with node:vm and with rvm and compares the outcomes. See README.md.

const test = require('node:test')
const assert = require('node:assert')
const { Runner, featureNames, loadPrograms, loadProvider, readJson, usesNode } = require('./harness.js')

const isReference = process.versions.node.startsWith('20.')
const knownDifferences = readJson('known-differences.json')

// A subtest costs time, and nobody reads hundreds of them.
const mostSubtests = 30

test('known differences name existing features', () => {
  const features = featureNames()
  for (const feature of Object.keys(knownDifferences)) assert.ok(features.includes(feature), feature)
})

for (const feature of featureNames()) {
  test(feature, { skip: !isReference && 'the corpus is compared with Node 20' }, async (t) => {
    const problems = await compareFeature(feature)
    for (const { source, message } of problems.slice(0, mostSubtests)) {
      await t.test(source, () => assert.fail(message))
    }
    const rest = problems.length - mostSubtests
    assert.ok(rest <= 0, `${rest} more programs fail: node update-known-differences.js ${feature} shows them`)
  })
}

async function compareFeature(feature) {
  const programs = loadPrograms(feature)
  const known = knownDifferences[feature] ?? {}
  const reference = new Runner(require('node:vm'))
  const tested = new Runner(loadProvider(), usesNode ? {} : { timeout: 5000 })
  const problems = []
  const seen = new Set()

  for (const program of programs) {
    const { source } = program
    if (seen.has(source)) problems.push({ source, message: 'the program is there twice' })
    seen.add(source)
    const expected = await reference.run(program)
    const actual = await tested.run(program)
    const reason = known[source]
    if (reason === undefined || usesNode) {
      if (actual !== expected) problems.push({ source, message: `node:vm: ${expected}\n    rvm: ${actual}` })
    } else if (actual === expected) {
      problems.push({ source, message: 'no longer differs: remove it from known-differences.json' })
    } else if (reason === '') {
      problems.push({ source, message: 'known-differences.json must give a reason' })
    }
  }
  for (const source of Object.keys(known)) {
    if (!seen.has(source)) problems.push({ source, message: 'known-differences.json names a program that is not there' })
  }
  return problems
}
