'use strict';

const { testExample } = require('./example.js');

testExample('jest', /^failed fails on purpose/m);
