'use strict';

// `script.sourceMapURL`: the value of the last `//# sourceMappingURL=…` comment of a source, as V8 reads it. The
// source has been compiled when it comes here, so it is valid, and comments only have to be told from strings,
// templates and regular expressions.

const {
  ArrayPrototypePop,
  ArrayPrototypePush,
  RegExpPrototypeExec,
  StringPrototypeEndsWith,
  StringPrototypeLastIndexOf,
  StringPrototypeSlice,
} = require('./primordials');

const marker = 'sourceMappingURL=';

// A value with a blank inside counts as no value, and takes back the one before.
const magicComment = /^\/\/[#@]\ssourceMappingURL=\s*(\S*)\s*(\S?)/;

// A last line that closes nothing is not inside anything, so what comes before need not be read.
const plainLastLine = /(?:^|[\n\r])\/\/[#@][ \t]sourceMappingURL=([^\s"'`*]+)\s*$/;

const lineComment = /(?:\/\/|<!--|(?<=^\s*)-->|(?<![^])#!).*/my;
const blockComment = /\/\*[^]*?\*\//y;
const string = /"[^"\\]*(?:\\[^][^"\\]*)*"|'[^'\\]*(?:\\[^][^'\\]*)*'/y;
const regularExpression = /\/(?:[^\\/[\n\r]|\\.|\[(?:[^\\\]\n\r]|\\.)*\])+\/\w*/y;
const templatePart = /[^\\`$]*(?:(?:\\[^]|\$(?!\{))[^\\`$]*)*(?:`|\$\{)/y;
const word = /[\w$\u0080-\uffff]+|\+\+|--/y;
const blank = /\s+/y;

/** After these a `/` begins a regular expression; after other words, literals, `)`, `]`, `++` and `--` it divides. */
const words = 'await|case|delete|do|else|in|instanceof|new|of|return|throw|typeof|void|yield';
const beforeExpression = new RegExp(`^(?:${words}|[^\\w$"'\`)\\]\\u0080-\\uffff])?$`);

function findSourceMapURL(source) {
  const last = StringPrototypeLastIndexOf(source, marker);
  if (last === -1) {
    return undefined;
  }
  const lastLine = RegExpPrototypeExec(plainLastLine, StringPrototypeSlice(source, last < 5 ? 0 : last - 5));
  return lastLine === null ? scan(source) : lastLine[1];
}

function scan(source) {
  let url;
  let position = 0;
  let previous = ''; // the last token that is neither a comment nor blank
  const braces = []; // of each open brace, whether it is a template's

  const read = (pattern) => {
    pattern.lastIndex = position;
    const text = RegExpPrototypeExec(pattern, source)?.[0];
    position += text?.length ?? 0;
    return text;
  };
  const readTemplate = () => {
    if (StringPrototypeEndsWith(read(templatePart) ?? '', '{')) {
      ArrayPrototypePush(braces, true);
      return '{';
    }
    return '`';
  };

  while (position < source.length) {
    const comment = read(lineComment);
    if (comment !== undefined) {
      url = readComment(comment, url);
      continue;
    }
    if (read(blank) !== undefined || read(blockComment) !== undefined) {
      continue;
    }
    const isExpression = RegExpPrototypeExec(beforeExpression, previous) !== null;
    const text = (isExpression ? read(regularExpression) : undefined) ?? read(string) ?? read(word);
    if (text !== undefined) {
      // Only the first and the last character of a literal matter to what follows it.
      previous = text[0] === '/' ? '"' : text;
      continue;
    }
    previous = source[position++];
    if (previous === '`' || (previous === '}' && ArrayPrototypePop(braces))) {
      previous = readTemplate();
    } else if (previous === '{') {
      ArrayPrototypePush(braces, false);
    }
  }
  return url;
}

function readComment(comment, url) {
  const found = RegExpPrototypeExec(magicComment, comment);
  if (found === null) {
    return url;
  }
  return found[1] === '' || found[2] !== '' ? undefined : found[1];
}

module.exports = { findSourceMapURL };
