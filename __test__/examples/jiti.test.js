'use strict';

const { testExample } = require('./example.js');

testExample('jiti', /^true Tally/);
