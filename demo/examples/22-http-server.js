// An HTTP server inside
//
// The code gets `require` from outside and runs a server. Its request handler is a function of the guest, called by
// Node. The server ends after one request.

const vm = require('rvm');

const code = `
((require) => {
  const http = require('node:http');

  const server = http.createServer((request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/plain' });
    response.end('Hello World\\n');
  }).listen(0, '127.0.0.1');

  console.log('Server running');
  return server;
})`;

const server = vm.runInThisContext(code)(require);

server.once('listening', async () => {
  const response = await fetch(`http://127.0.0.1:${server.address().port}/`, { headers: { connection: 'close' } });
  console.log(response.status, response.headers.get('content-type'), await response.text());
  server.close();
});
