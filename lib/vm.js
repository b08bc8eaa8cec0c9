'use strict';

// The functions of Node's `vm`, and the object that a program gets. This layer reads and checks arguments as Node
// does, and owns the public classes; everything below gets positional arguments that need no check.

const { compileFunction } = require('./compile-function');
const constants = require('./constants');
const { createContext, isContext, validateContext } = require('./context');
const { measureMemory } = require('./memory');
const { Module } = require('./module');
const { readNewContextOptions } = require('./options');
const { Script, createScript, parsingContextKey } = require('./script');
const { SourceTextModule } = require('./source-text-module');
const { SyntheticModule } = require('./synthetic-module');

function runInContext(code, contextifiedObject, options) {
  validateContext(contextifiedObject);
  if (typeof options === 'string') {
    options = { filename: options, [parsingContextKey]: contextifiedObject };
  } else {
    options = { ...options, [parsingContextKey]: contextifiedObject };
  }
  return createScript(code, options).runInContext(contextifiedObject, options);
}

function runInNewContext(code, contextObject, options) {
  if (typeof options === 'string') {
    options = { filename: options };
  }
  const contextifiedObject = createContext(contextObject, readNewContextOptions(options));
  options = { ...options, [parsingContextKey]: contextifiedObject };
  return createScript(code, options).runInNewContext(contextifiedObject, options);
}

function runInThisContext(code, options) {
  if (typeof options === 'string') {
    options = { filename: options };
  }
  return createScript(code, options).runInThisContext(options);
}

module.exports = {
  Script,
  createContext,
  createScript,
  runInContext,
  runInNewContext,
  runInThisContext,
  isContext,
  compileFunction,
  measureMemory,
  constants,
  Module,
  SourceTextModule,
  SyntheticModule,
};
