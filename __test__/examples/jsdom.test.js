'use strict';

const { testExample } = require('./example.js');

testExample('jsdom', /^element: 5 clicks$/m);
