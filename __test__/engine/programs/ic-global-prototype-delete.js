// a bare name that is found on Object.prototype, then deleted there
Object.prototype.zz = 1; function g() { return zz }
for (var i = 0; i < 10; i++) g();
delete Object.prototype.zz;
var result; try { g(); result = 'no error' } catch (e) { result = e.name }
result
