// A usual sentence goes into the text at once, where the cursor last was. Without this script the button asks the server to do it.
(() => {
  for (const button of document.querySelectorAll('button[data-into]')) {
    button.addEventListener('click', (event) => {
      const box = document.getElementById(button.dataset.into);
      const words = button.form && button.form.elements.phrase;
      if (!box || !words) return;
      event.preventDefault();
      const before = box.value.slice(0, box.selectionEnd);
      const between = before === '' || before.endsWith('\n') ? '' : '\n';
      box.setRangeText(between + words.value, box.selectionEnd, box.selectionEnd, 'end');
      box.focus();
    });
  }
})();
