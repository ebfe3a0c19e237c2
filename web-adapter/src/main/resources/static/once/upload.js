// Sends one file as a bare body, so that it goes through without being collected anywhere, and shows
// how far it is.
(() => {
  'use strict';

  const form = document.getElementById('handover');
  const file = document.getElementById('file');
  const send = document.getElementById('send');
  const progress = document.getElementById('progress');
  const bar = document.getElementById('bar');
  const share = document.getElementById('share');
  const outcome = document.getElementById('outcome');
  const says = form.dataset;

  const stay = event => event.preventDefault();

  const over = (words, good) => {
    removeEventListener('beforeunload', stay);
    outcome.textContent = words;
    progress.hidden = true;
    send.disabled = false;
    form.hidden = good;
  };

  const hand = chosen => {
    const request = new XMLHttpRequest();
    const address = new URL(location.href);
    address.search = "name=" + encodeURIComponent(chosen.name);
    request.open('PUT', address);
    request.setRequestHeader('Content-Type', chosen.type || 'application/octet-stream');
    request.upload.addEventListener('progress', event => {
      const percent = event.total ? Math.floor(100 * event.loaded / event.total) : 100;
      bar.value = percent;
      share.textContent = percent < 100 ? `${percent} %` : says.saysReading;
    });
    request.addEventListener('load', () => {
      const plain = request.responseText && request.responseText.length < 300;
      over(plain ? request.responseText : says.saysFailed, request.status === 200);
    });
    request.addEventListener('error', () => {
      over(says.saysBrokenOff, false);
    });
    request.send(chosen);
  };

  form.addEventListener('submit', event => {
    event.preventDefault();
    outcome.textContent = '';
    bar.value = 0;
    share.textContent = '0 %';
    progress.hidden = false;
    send.disabled = true;
    addEventListener('beforeunload', stay);
    hand(file.files[0]);
  });
  form.hidden = false;
})();
