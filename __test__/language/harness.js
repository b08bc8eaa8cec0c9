'use strict'

// Loads the programs of the language corpus and runs them with one vm implementation.

const fs = require('node:fs')
const path = require('node:path')
const v8 = require('node:v8')

// With --expose-gc each new context of V8 would have an enumerable global `gc`.
v8.setFlagsFromString('--no-expose-gc')

process.env.TZ = 'UTC'

const folder = path.join(__dirname, 'programs')
const guestCode = fs.readFileSync(path.join(__dirname, 'guest.js'), 'utf8')
const usesNode = process.env.RVM_PROVIDER === 'node'

/** The implementation under test: rvm, or node:vm with RVM_PROVIDER=node. */
function loadProvider() {
  return usesNode ? require('node:vm') : require('../../index.js')
}

function featureNames() {
  return fs.readdirSync(folder).filter((name) => name.endsWith('.txt')).map((name) => name.slice(0, -4)).sort()
}

/** The programs of a feature: `source` is the key in known-differences.json. */
function loadPrograms(feature) {
  const text = fs.readFileSync(path.join(folder, feature + '.txt'), 'utf8')
  const paragraphs = text.split(/\n(?:[ \t]*\n)+/).map((paragraph) => paragraph.replace(/^\n+|\n+$/g, ''))
  return paragraphs.filter((paragraph) => paragraph !== '' && !isComment(paragraph)).map(readProgram)
}

function isComment(paragraph) {
  return paragraph.split('\n').every((line) => line === '#' || line.startsWith('# '))
}

function readProgram(source) {
  const match = /^\/\/@ (own|script|zone (\S+))\n/.exec(source)
  if (!match) {
    if (source.startsWith('//@')) throw new Error('unknown first line of a program:\n' + source)
    return { source, mode: 'shared', zone: 'UTC', code: source }
  }
  const mode = match[2] ? 'shared' : match[1]
  return { source, mode, zone: match[2] || 'UTC', code: source.slice(match[0].length) }
}

/** Runs programs with one vm implementation; programs that allow it share a context. */
class Runner {
  /**
   * @param {object} vm `node:vm` or rvm
   * @param {{ timeout?: number, alwaysOwnContext?: boolean }} options
   */
  constructor(vm, options = {}) {
    this.vm = vm
    this.runOptions = options.timeout ? { timeout: options.timeout } : {}
    this.alwaysOwnContext = options.alwaysOwnContext === true
    this.sharedContext = undefined
  }

  /** The outcome of a program as text. Never throws. */
  async run(program) {
    if (process.env.TZ !== program.zone) process.env.TZ = program.zone
    try {
      return await this.runProgram(program)
    } catch (error) {
      // Guest code cannot get here: the engine itself failed. Its context is of no use any more.
      this.sharedContext = undefined
      return 'fails ' + error
    }
  }

  async runProgram({ mode, code }) {
    const context = mode === 'shared' && !this.alwaysOwnContext ? this.getSharedContext() : this.createContext()
    const outcome = mode === 'script' ? this.runScripts(context, code) : this.runEval(context, mode, code)
    return outcome === undefined ? this.waitUntilSettled(context) : outcome
  }

  createContext() {
    const context = this.vm.createContext()
    const tool = this.vm.runInContext(guestCode, context, { filename: 'guest.js' })
    return { context, tool }
  }

  getSharedContext() {
    this.sharedContext ??= this.createContext()
    return this.sharedContext
  }

  runEval({ context }, mode, code) {
    const method = mode === 'shared' ? 'runDirect' : 'runIndirect'
    return this.vm.runInContext(`languageTool.${method}(${JSON.stringify(code)})`, context, this.runOptions)
  }

  runScripts({ context, tool }, code) {
    let value
    try {
      for (const script of code.split('\n//@ next\n')) value = this.vm.runInContext(script, context, this.runOptions)
    } catch (error) {
      return tool.error(error)
    }
    return tool.value(value)
  }

  async waitUntilSettled({ tool }) {
    for (let turn = 0; turn < 20; turn++) {
      // Nearly all promises settle by microtasks; a few (WebAssembly) wait for another thread.
      await new Promise((resolve) => (turn < 10 ? setImmediate(resolve) : setTimeout(resolve, 20)))
      if (tool.settled !== undefined) return tool.settled
    }
    return 'pending'
  }
}

/** Reads a JSON file of this folder. */
function readJson(name) {
  return JSON.parse(fs.readFileSync(path.join(__dirname, name), 'utf8'))
}

function writeJson(name, value) {
  fs.writeFileSync(path.join(__dirname, name), JSON.stringify(value, null, 2) + '\n')
}

module.exports = { Runner, featureNames, loadPrograms, loadProvider, readJson, writeJson, usesNode }
