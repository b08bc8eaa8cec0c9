'use strict';

// Time zones and the texts of dates, for the guest's dates: numbers in and out.

const { StringPrototypeEndsWith, StringPrototypeIndexOf, StringPrototypeSlice, uncurryThis } = require('../primordials');

// The class as it was when rvm was loaded.
const HostDate = Date;
const { parse: parseDate, prototype } = HostDate;
const method = (name) => uncurryThis(prototype[name]);
const toText = method('toString');
const getTimezoneOffset = method('getTimezoneOffset');
const getSeconds = method('getSeconds');
const getUTCSeconds = method('getUTCSeconds');
const getTime = method('getTime');
const getUTCFullYear = method('getUTCFullYear');
const getUTCMonth = method('getUTCMonth');
const getUTCDate = method('getUTCDate');
const getUTCHours = method('getUTCHours');
const getUTCMinutes = method('getUTCMinutes');
const getUTCMilliseconds = method('getUTCMilliseconds');

const MINUTE = 60_000;
/** 400 years: the calendar repeats. */
const CYCLE = 146_097 * 24 * 60 * MINUTE;
/** Local times may lie beyond the last date by the offset of a zone. */
const LAST = 8.64e15 - 24 * 60 * MINUTE;

/** A time value as local time. */
function localTime(time) {
  const date = new HostDate(time);
  const minutes = getTimezoneOffset(date);
  // Zones of old have offsets with seconds, which V8 leaves out here.
  let seconds = (getSeconds(date) - getUTCSeconds(date)) % 60;
  if (minutes < 0 && seconds < 0) seconds += 60;
  if (minutes > 0 && seconds > 0) seconds -= 60;
  return time - minutes * MINUTE + seconds * 1000;
}

/** A local time as a time value; V8 decides which one, where clocks are changed. */
function utcTime(time) {
  if (time > LAST) return utcTime(time - CYCLE) + CYCLE;
  // Years before 100 mean others to the constructor.
  if (time < -59_011_459_200_000) return utcTime(time + CYCLE) - CYCLE;
  const date = new HostDate(time);
  return getTime(new HostDate(
    getUTCFullYear(date), getUTCMonth(date), getUTCDate(date), getUTCHours(date), getUTCMinutes(date),
    getUTCSeconds(date), getUTCMilliseconds(date),
  ));
}

/** What V8 puts in brackets behind a date. */
function zoneName(time) {
  const text = toText(new HostDate(time));
  return StringPrototypeEndsWith(text, ')') ? StringPrototypeSlice(text, StringPrototypeIndexOf(text, '(') + 1, -1) : '';
}

module.exports = { localTime, parseDate, utcTime, zoneName };
