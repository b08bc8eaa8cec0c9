'use strict'

// Prints the programs of the language corpus whose outcome differs between node:vm and rvm.
//
//   node update-known-differences.js [--write] [feature ...]
//
// --write puts them into known-differences.json (keeping reasons) and removes those that no longer differ.
// Every feature runs in a child process. If that crashes, or says nothing for ten seconds, the program it was at is
// reported and another child goes on with the next one.

const fs = require('node:fs')
const { spawn } = require('node:child_process')
const { Runner, featureNames, loadPrograms, loadProvider, readJson, writeJson } = require('./harness.js')

const hangLimit = 10_000
// Lines of the report start with it; whatever else a child prints is ignored.
const marker = '@report '

if (process.argv[2] === '--child') {
  runChild(process.argv[3], Number(process.argv[4]))
} else {
  main()
}

async function runChild(feature, from) {
  // Written at once, so that nothing is lost in a crash.
  const say = (message) => fs.writeSync(1, marker + JSON.stringify(message) + '\n')
  const reference = new Runner(require('node:vm'))
  const tested = new Runner(loadProvider(), { timeout: 5000 })
  const programs = loadPrograms(feature)
  for (let index = from; index < programs.length; index++) {
    say({ index })
    const expected = await reference.run(programs[index])
    const actual = await tested.run(programs[index])
    if (actual !== expected) say({ index, expected, actual })
  }
  say({ done: true })
}

async function main() {
  const names = process.argv.slice(2).filter((argument) => argument !== '--write')
  const features = names.length > 0 ? names : featureNames()
  const known = readJson('known-differences.json')
  let total = 0
  let differing = 0

  for (const feature of features) {
    const programs = loadPrograms(feature)
    const differences = await findDifferences(feature, programs)
    const reasons = known[feature] ?? {}
    total += programs.length
    differing += differences.length
    console.log(`== ${feature}: ${differences.length} of ${programs.length} differ`)
    for (const { source, expected, actual } of differences) {
      console.log(`\n${source}\n  node:vm: ${expected}\n  rvm:     ${actual}`)
      if (reasons[source]) console.log(`  known:   ${reasons[source]}`)
    }
    for (const source of Object.keys(reasons)) {
      if (!differences.some((difference) => difference.source === source)) console.log(`\n${source}\n  no longer differs`)
    }
    if (differences.length > 0) console.log()
    known[feature] = Object.fromEntries(differences.map(({ source }) => [source, reasons[source] ?? '']))
    if (differences.length === 0) delete known[feature]
  }

  console.log(`${differing} of ${total} programs differ`)
  if (process.argv.includes('--write')) writeJson('known-differences.json', known)
}

async function findDifferences(feature, programs) {
  const differences = []
  let from = 0
  while (from < programs.length) {
    const end = await watchChild(feature, from, (difference) => {
      differences.push({ source: programs[difference.index].source, ...difference })
    })
    if (end.done) break
    const { source } = programs[end.index]
    differences.push({ source, index: end.index, expected: '(not compared)', actual: end.problem })
    from = end.index + 1
  }
  return differences
}

/** Runs the programs of a feature in a child. Tells how it ended: done, or the program it died at. */
function watchChild(feature, from, onDifference) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [__filename, '--child', feature, String(from)], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let index = from
    let done = false
    let hung = false
    let unread = ''
    let errors = ''
    const kill = () => {
      hung = true
      child.kill('SIGKILL')
    }
    let timer = setTimeout(kill, hangLimit)

    child.stderr.on('data', (data) => { errors = (errors + data).slice(-2000) })
    child.stdout.on('data', (data) => {
      clearTimeout(timer)
      timer = setTimeout(kill, hangLimit)
      const lines = (unread + data).split('\n')
      unread = lines.pop()
      for (const line of lines) {
        if (!line.startsWith(marker)) continue
        const message = JSON.parse(line.slice(marker.length))
        if (message.done) done = true
        else if (message.actual === undefined) index = message.index
        else onDifference(message)
      }
    })
    child.on('close', (code, signal) => {
      clearTimeout(timer)
      const problem = hung ? 'hangs' : `ends the process (${signal ?? 'code ' + code}) ${errors.trim().split('\n').pop()}`
      resolve({ done, index, problem })
    })
  })
}
