'use strict';

const { testExample } = require('./example.js');

testExample('edge-runtime', /^streams: ABCDEF$/m);
