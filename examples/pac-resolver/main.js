'use strict';

// Proxy auto-configuration: the function of a script that a network hands out decides about each request.

const createResolver = require('pac-resolver');

const script = `
var office = '10.0.0.0';
function FindProxyForURL(url, host) {
  if (isPlainHostName(host) || dnsDomainIs(host, '.intranet.example')) return 'DIRECT';
  if (isInNet(host, office, '255.0.0.0')) return 'PROXY office:8080';
  if (shExpMatch(url, '*/downloads/*')) return 'SOCKS files:1080; DIRECT';
  if (weekday(host)) return 'PROXY ' + lookUp(host) + ':3128';
  return undeclared(host);
}
function weekday(host) { return dnsDomainLevels(host) === 2 && weekdayRange('SUN', 'SAT'); }
`;

const failure = new RangeError('no such name');
const findProxy = createResolver(script, {
  filename: 'proxy.pac',
  sandbox: {
    // The names of asynchronous functions are awaited in the script that runs.
    lookUp: async (host) => {
      if (host === 'fails.some.example') throw failure;
      return host.split('.').reverse().join('-');
    },
  },
});

async function main() {
  console.log(String(findProxy));
  for (const url of [
    'http://printer/', 'http://wiki.intranet.example/', 'http://10.1.2.3/', 'https://a.b.c.example/downloads/x.zip',
    'https://www.some.example/', 'https://fails.some.example/', 'https://a.b.c.d.example/',
  ]) {
    try {
      console.log(url, '→', await findProxy(url));
    } catch (error) {
      console.log(url, '→', error.name, error.message, error === failure ? '(the very same)' : '');
    }
  }
  try {
    createResolver('function FindProxyForURL(url, host) { return "DIRECT"');
  } catch (error) {
    console.log('refused:', error.name, error.message);
  }
}

main();
