'use strict';

// A small page: its scripts build and change the document, define an element, keep state, fail.

const { JSDOM, VirtualConsole } = require('jsdom');

const html = `<!doctype html>
<title>Counter</title>
<button onclick="clicked(event)">more</button>
<click-count start="3"></click-count>
<ul></ul>
<script>
  class ClickCount extends HTMLElement {
    #count = 0;
    connectedCallback() {
      this.#count = Number(this.getAttribute('start'));
      this.show();
    }
    add() {
      this.#count++;
      this.show();
    }
    show() {
      this.textContent = this.#count + ' clicks';
    }
  }
  customElements.define('click-count', ClickCount);

  let log = [];
  function clicked(event) {
    log.push(event.type + ' on ' + event.target.localName);
    document.querySelector('click-count').add();
  }
</script>
<script>
  for (const word of ['alpha', 'beta', 'gamma']) {
    const item = document.createElement('li');
    item.textContent = word;
    document.querySelector('ul').append(item);
  }
  document.title = [...document.querySelectorAll('li')].map((item) => item.textContent).join(' ');
  var shared = { words: new Map([['alpha', 1]]), isArray: Array.isArray(log), realm: log instanceof Array };
</script>
<script>undeclared.property</script>
<script>
  setTimeout(() => {
    document.body.dataset.late = 'yes';
    window.dispatchEvent(new CustomEvent('done', { detail: log }));
  }, 5);
</script>`;

const virtualConsole = new VirtualConsole();
virtualConsole.on('jsdomError', (error) => {
  console.log('error in the page:', error.cause?.name ?? error.name, '-', error.cause?.message ?? error.message);
});

const { window } = new JSDOM(html, { runScripts: 'dangerously', virtualConsole, url: 'https://example.org/' });
const { document } = window;

window.addEventListener('error', (event) => console.log('window.onerror:', event.message));
document.querySelector('button').click();
document.querySelector('button').dispatchEvent(new window.MouseEvent('click', { bubbles: true }));

console.log('title:', document.title);
console.log('element:', document.querySelector('click-count').textContent);
console.log('globals:', typeof window.clicked, typeof window.log, typeof window.shared, Object.keys(window.shared));
console.log('shared:', window.shared.words.get('alpha'), window.shared.isArray, window.shared.realm);
const list = window.eval('[]');
console.log('realm:', window.Array === Array, list instanceof window.Array, list instanceof Array);
console.log('eval:', window.eval('document.querySelectorAll("li").length + log.length'));
console.log('window:', window.eval('this') === window, window.window === window, window instanceof window.Window);

window.addEventListener('done', (event) => {
  console.log('late:', document.body.dataset.late, Array.from(event.detail).join(', '));
  console.log(document.body.querySelector('ul').outerHTML);
  window.close();
});
