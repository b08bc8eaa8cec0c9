// What is measured.

export const rvm = 'rvm';
export const nodeVm = 'node:vm';

/** The engine without rvm around it. */
export const bareBoa = 'bare Boa';

/** A call of a native function that does nothing: the least that a crossing can cost. */
export const emptyCall = 'empty call';
