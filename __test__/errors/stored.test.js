'use strict';

// An error that is stored in a global crosses when the run has ended already.

const { differential } = require('../helpers/differential.js');

differential('stored in a global', {
  'over another value': (vm) => {
    const context = vm.createContext({});
    vm.runInContext('var e = 1; e = 2; e = new RangeError("late"); 0', context);
    return [context.e.message, context.e.name, vm.runInContext('e.message', context)];
  },
});
