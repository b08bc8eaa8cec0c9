'use strict';

const { ERR_VM_DYNAMIC_IMPORT_CALLBACK_MISSING } = require('../errors');
const { ReflectApply } = require('../primordials');

/**
 * Answers an `import()` that stands in no code with an importer. Where no code of the host's stands around it at all,
 * as in a job that is `eval` itself, the context's callback is asked. What this throws rejects the `import()`.
 */
function importWithoutImporter(record, details) {
  if (record?.importer !== undefined) {
    ReflectApply(record.importer, record, details);
    return;
  }
  throw new ERR_VM_DYNAMIC_IMPORT_CALLBACK_MISSING();
}

module.exports = { importWithoutImporter };
