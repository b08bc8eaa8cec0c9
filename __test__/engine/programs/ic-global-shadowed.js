// a bare name that is found on Object.prototype, then shadowed by a global
Object.prototype.shadowed = 1; function g() { return shadowed }
var seen = [];
for (var i = 0; i < 10; i++) seen[0] = g();
globalThis.shadowed = 2; seen.push(g());
delete globalThis.shadowed; seen.push(g());
delete Object.prototype.shadowed;
seen.join()
