// a read that is warm on the prototype of an object with a shape of its own, then the object gets the property
function names(f) { return f.extra }
var seen = [];
Object.getPrototypeOf(Math).extra = 'inherited';
for (var i = 0; i < 10; i++) seen[0] = names(Math);
Math.extra = 'own'; seen.push(names(Math));
delete Math.extra; seen.push(names(Math));
delete Object.prototype.extra; seen.push(String(names(Math)));
seen.join()
