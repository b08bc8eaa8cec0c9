'use strict';

// A handler as it runs at the edge: the web's classes, no Node, no eval.

const { EdgeVM } = require('@edge-runtime/vm');

const vm = new EdgeVM();

vm.evaluate(`
  const seen = new Map();

  async function handle(request) {
    const url = new URL(request.url);
    seen.set(url.pathname, (seen.get(url.pathname) ?? 0) + 1);
    if (url.pathname === '/missing') throw new RangeError('no such page');

    const bytes = new TextEncoder().encode(await request.text());
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    const hex = [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    return new Response(JSON.stringify({ length: bytes.length, hex: hex.slice(0, 16), visits: [...seen] }), {
      status: 201,
      headers: { 'content-type': 'application/json', 'x-path': url.pathname },
    });
  }
`);

const outcome = (code) => {
  try {
    return vm.evaluate(code);
  } catch (error) {
    return `${error.name}: ${error.message}`;
  }
};

async function main() {
  vm.context.origin = 'https://example.org';
  for (const path of ['/first', '/second', '/first']) {
    const response = await vm.evaluate(
      `handle(new Request(new URL('${path}', origin), { method: 'POST', body: 'body of ${path}' }))`,
    );
    console.log(response.status, response.headers.get('x-path'), await response.text());
  }
  await vm.evaluate(`handle(new Request(origin + '/missing'))`)
    .catch((error) => console.log('rejected:', error.name, error.message));

  console.log('no Node:', outcome('typeof process + typeof require + typeof Buffer'));
  console.log('eval:', outcome('eval("1 + 1")'));
  console.log('Function:', outcome('new Function("return 1")()'));
  console.log('instances:', outcome(`[
    [] instanceof Array, {} instanceof Object, new Uint8Array(1) instanceof Uint8Array,
    crypto.getRandomValues(new Uint8Array(2)).length, new Headers({ a: 'b' }).get('a'),
    structuredClone({ deep: [1] }).deep.length, new URLPattern({ pathname: '/:id' }).test('/7', origin),
  ].join(' ')`));
  console.log('streams:', await vm.evaluate(`(async () => {
    const upper = new TransformStream({ transform: (chunk, out) => out.enqueue(chunk.toUpperCase()) });
    const source = new ReadableStream({ start(out) { out.enqueue('abc'); out.enqueue('def'); out.close(); } });
    let text = '';
    const reader = source.pipeThrough(upper).getReader();
    for (let part; !(part = await reader.read()).done;) text += part.value;
    return text;
  })()`));
}

main();
