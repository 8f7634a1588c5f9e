// After a deed the focus goes to what it came to, so that it is read aloud and the keyboard goes on from there.
(() => {
  const told = document.querySelector('.problems, #done');
  if (told) told.focus();
})();
