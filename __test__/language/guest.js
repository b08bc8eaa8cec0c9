// Guest code, run once in every context of the language corpus. It runs programs and turns their outcomes
// into text inside the guest, so that only strings cross to the host. Its value is the tool itself.
(function () {
  const { isArray } = Array
  const { keys, getOwnPropertySymbols, getOwnPropertyDescriptor, getPrototypeOf, prototype } = Object
  const { apply } = Reflect
  const { toString } = prototype
  const symbolToString = Symbol.prototype.toString
  const numberToString = Number.prototype.toString
  const { charCodeAt, slice } = String.prototype
  const dateToISOString = Date.prototype.toISOString
  const dateGetTime = Date.prototype.getTime
  const mapForEach = Map.prototype.forEach
  const setForEach = Set.prototype.forEach
  const regExpToString = RegExp.prototype.toString
  const functionName = (f) => getOwnPropertyDescriptor(f, 'name')
  const PromiseConstructor = Promise
  const { then } = Promise.prototype
  // Made by an indirect eval so that programs see no names of this file.
  const direct = (0, eval)('(function () { return eval(arguments[0]) })')
  const indirect = eval

  function describeString(text) {
    let out = '"'
    for (let i = 0; i < text.length; i++) {
      const code = apply(charCodeAt, text, [i])
      if (code === 34 || code === 92) out += '\\' + text[i]
      else if (code === 10) out += '\\n'
      else if (code >= 32 && code < 127) out += text[i]
      else out += '\\u' + apply(slice, '000' + apply(numberToString, code, [16]), [-4])
    }
    return out + '"'
  }

  function describePrimitive(value) {
    switch (typeof value) {
      case 'string': return describeString(value)
      case 'number': return value === 0 && 1 / value < 0 ? '-0' : '' + value
      case 'bigint': return value + 'n'
      case 'symbol': return apply(symbolToString, value, [])
      default: return '' + value
    }
  }

  function describeKey(key) {
    return typeof key === 'symbol' ? '[' + describePrimitive(key) + ']' : describeString(key)
  }

  function describeProperties(value, skipIndices) {
    const names = keys(value)
    const symbols = getOwnPropertySymbols(value)
    const found = []
    for (let i = 0; i < names.length; i++) {
      if (skipIndices && names[i] >>> 0 < value.length && '' + (names[i] >>> 0) === names[i]) continue
      found[found.length] = names[i]
    }
    for (let i = 0; i < symbols.length; i++) {
      if (getOwnPropertyDescriptor(value, symbols[i]).enumerable) found[found.length] = symbols[i]
    }
    return found
  }

  function isErrorLike(value) {
    return apply(toString, value, []) === '[object Error]' && typeof value.message === 'string'
  }

  function describeError(error) {
    if (error !== null && typeof error === 'object' && isErrorLike(error)) {
      return tool.tellsMessages ? error.name + ': ' + error.message : error.name
    }
    return describe(error, [])
  }

  function describeObject(value, outer) {
    for (let i = 0; i < outer.length; i++) if (outer[i] === value) return '<circular>'
    if (outer.length > 8) return '<deep>'
    const inner = []
    for (let i = 0; i < outer.length; i++) inner[i] = outer[i]
    inner[outer.length] = value

    let parts = ''
    const add = (text) => { parts += (parts === '' ? '' : ', ') + text }
    const addProperties = (skipIndices) => {
      const found = describeProperties(value, skipIndices)
      for (let i = 0; i < found.length; i++) {
        const descriptor = getOwnPropertyDescriptor(value, found[i])
        add(describeKey(found[i]) + ': ' + ('value' in descriptor ? describe(descriptor.value, inner) : '<accessor>'))
      }
    }

    if (isArray(value)) {
      for (let i = 0; i < value.length; i++) add(i in value ? describe(value[i], inner) : '<hole>')
      addProperties(true)
      return '[' + parts + ']'
    }
    if (typeof value === 'function') {
      const name = functionName(value)
      return 'function ' + (name && typeof name.value === 'string' ? name.value : '<no name>')
    }
    const tag = apply(toString, value, [])
    if (tag === '[object Error]' && isErrorLike(value)) return describeError(value)
    if (tag === '[object RegExp]') return apply(regExpToString, value, [])
    if (tag === '[object Date]') {
      return apply(dateGetTime, value, []) === apply(dateGetTime, value, [])
        ? 'Date ' + apply(dateToISOString, value, []) : 'Date invalid'
    }
    if (tag === '[object Map]') {
      apply(mapForEach, value, [(v, k) => add(describe(k, inner) + ' => ' + describe(v, inner))])
      return 'Map {' + parts + '}'
    }
    if (tag === '[object Set]') {
      apply(setForEach, value, [(v) => add(describe(v, inner))])
      return 'Set {' + parts + '}'
    }
    if (ArrayBuffer.isView(value) && typeof value.length === 'number') {
      for (let i = 0; i < value.length; i++) add(describe(value[i], inner))
      return apply(slice, tag, [8, -1]) + ' [' + parts + ']'
    }
    addProperties(false)
    const plain = tag === '[object Object]'
    const noPrototype = getPrototypeOf(value) === null ? 'null-prototype ' : ''
    return noPrototype + (plain ? '' : apply(slice, tag, [8, -1]) + ' ') + '{' + parts + '}'
  }

  function describe(value, outer) {
    const isObject = value !== null && (typeof value === 'object' || typeof value === 'function')
    if (!isObject) return describePrimitive(value)
    try {
      return describeObject(value, outer)
    } catch (error) {
      return '<cannot be described: ' + describeError(error) + '>'
    }
  }

  const tool = {
    tellsMessages: true,

    describe(value) {
      return describe(value, [])
    },

    // What a promise was settled with, or undefined as long as it is pending.
    settled: undefined,

    // The text of an outcome, or undefined if it is a promise; `settled` tells that later.
    value(value) {
      if (typeof value === 'object' && value !== null) {
        let isPromise = false
        try {
          isPromise = value instanceof PromiseConstructor
        } catch {}
        if (isPromise) {
          tool.settled = undefined
          try {
            apply(then, value, [
              (result) => { tool.settled = 'resolves ' + describe(result, []) },
              (reason) => { tool.settled = 'rejects ' + describeError(reason) },
            ])
          } catch (error) {
            return tool.error(error)
          }
          return undefined
        }
      }
      return describe(value, [])
    },

    error(error) {
      return 'throws ' + describeError(error)
    },

    runDirect(source) {
      let value
      try {
        value = direct(source)
      } catch (error) {
        return tool.error(error)
      }
      return tool.value(value)
    },

    runIndirect(source) {
      let value
      try {
        value = indirect(source)
      } catch (error) {
        return tool.error(error)
      }
      return tool.value(value)
    },
  }

  Object.defineProperty(globalThis, 'languageTool', { value: tool, configurable: true })
  return tool
})()
