'use strict';

const { testExample } = require('./example.js');

testExample('vm2', /^one script, two sandboxes: 1 1 2$/m);
