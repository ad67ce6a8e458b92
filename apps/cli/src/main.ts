#!/usr/bin/env node
console.log('rekur: nothing here yet');
