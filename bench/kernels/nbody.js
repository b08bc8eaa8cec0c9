// Properties and floating point.
(() => {
  class Body {
    constructor(x, y, vx, vy, mass) {
      this.x = x;
      this.y = y;
      this.vx = vx;
      this.vy = vy;
      this.mass = mass;
    }
  }
  const bodies = [
    new Body(0, 0, 0, 0, 1000), new Body(100, 0, 0, 3, 1), new Body(200, 0, 0, 2, 1), new Body(0, 300, 2, 0, 1),
  ];
  for (let step = 0; step < 4000; step++) {
    for (const a of bodies) {
      for (const b of bodies) {
        if (a === b) continue;
        const dx = b.x - a.x;
        const dy = b.y - a.y;
        const distance = Math.sqrt(dx * dx + dy * dy + 0.01);
        const force = b.mass / (distance * distance * distance);
        a.vx += dx * force * 0.01;
        a.vy += dy * force * 0.01;
      }
    }
    for (const body of bodies) {
      body.x += body.vx * 0.01;
      body.y += body.vy * 0.01;
    }
  }
  return bodies[1].x;
})();
