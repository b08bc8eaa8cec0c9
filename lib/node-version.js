'use strict';

// What the running Node does otherwise than Node 20, where a program could tell.

const [major, minor] = process.versions.node.split('.').map(Number);

/** Whether the running version is this one of its line, or a later one. */
const isAtLeast = (line, from) => major === line && minor >= from;

module.exports = {
  /**
   * The second set of methods of modules (`linkRequests()` …), modules that are linked when they are made, evaluations
   * that settle at once. Programs test for one and assume the rest, so they are there together.
   */
  hasModuleRequests: major > 24 || isAtLeast(24, 9) || isAtLeast(22, 20),
  /** Attributes of imports were assertions: `assert` is taken where `with` is missing, and errors say so. */
  hasImportAssertions: major < 22,
  /** The phase of an import: an argument of callbacks, a property of requests. */
  hasImportPhases: major >= 24,
  /** Receivers of the wrong kind have an error code of their own. */
  hasReceiverErrors: major >= 22,
};
