'use strict'

// Checks the programs of the language corpus themselves, with node:vm on both sides: they must come to the same
// outcome three times, alone or in the shared context, leave no globals behind, and be quick.

const vm = require('node:vm')
const { Runner, featureNames, loadPrograms } = require('./harness.js')

const slowLimit = 50
const timeout = 1000

process.on('unhandledRejection', (reason) => report('(some program)', 'leaves a rejection unhandled: ' + reason))

let problems = 0
function report(source, problem) {
  problems++
  console.log(`${source}\n  ${problem}\n`)
}

async function checkFeature(feature) {
  const programs = loadPrograms(feature)
  const shared = [new Runner(vm, { timeout }), new Runner(vm, { timeout })]
  const alone = new Runner(vm, { timeout, alwaysOwnContext: true })
  const backwards = new Runner(vm, { timeout })
  const outcomes = new Map()

  for (const program of programs) {
    const start = performance.now()
    const outcome = await shared[0].run(program)
    const middle = performance.now()
    const again = await shared[1].run(program)
    // The quicker of the two: a busy machine or a garbage collection is not the program's fault.
    const time = Math.min(middle - start, performance.now() - middle)
    if (time > slowLimit) report(program.source, `takes ${time.toFixed()} ms`)
    if (outcomes.has(program.source)) report(program.source, 'is there twice')
    outcomes.set(program.source, outcome)
    if (outcome.startsWith('fails ')) report(program.source, outcome)
    if (outcome === 'pending') report(program.source, 'stays pending')
    if (outcome.includes('<cannot be described')) report(program.source, outcome)
    checkSame(program, outcome, again, 'when run again')
    checkSame(program, outcome, await alone.run(program), 'in a context of its own')
    if (program.mode === 'shared') checkNoGlobals(program, shared[0].sharedContext)
  }
  for (const program of programs.reverse()) {
    checkSame(program, outcomes.get(program.source), await backwards.run(program), 'after the later programs')
  }
  return outcomes
}

function checkSame(program, first, second, when) {
  if (first !== second) report(program.source, `is ${first}\n  but ${when} ${second}`)
}

function checkNoGlobals(program, { context } = { context: {} }) {
  const left = Reflect.ownKeys(context).filter((key) => key !== 'languageTool')
  for (const key of left) {
    report(program.source, `leaves the global ${String(key)} behind`)
    delete context[key]
  }
}

async function main() {
  const show = process.argv.includes('--show')
  const names = process.argv.slice(2).filter((argument) => argument !== '--show')
  let total = 0
  for (const feature of names.length > 0 ? names : featureNames()) {
    const outcomes = await checkFeature(feature)
    total += outcomes.size
    if (show) for (const [source, outcome] of outcomes) console.log(`${source}\n  => ${outcome}\n`)
  }
  console.log(`${total} programs, ${problems} problems`)
  process.exitCode = problems === 0 ? 0 : 1
}

main()
