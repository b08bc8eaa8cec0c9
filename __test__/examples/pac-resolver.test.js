'use strict';

const { testExample } = require('./example.js');

testExample('pac-resolver', /^https:\/\/www\.some\.example\/ → PROXY example-some-www:3128$/m);
