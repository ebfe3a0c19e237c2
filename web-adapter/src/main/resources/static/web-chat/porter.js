// What htmx does not do by itself: keeping the end of the chat in view, sending what is written one
// after another, the keys of the message field, copying, the progress of an upload, and saying what
// went wrong.
(() => {
  'use strict';

  const scroll = document.getElementById('scroll');
  const log = document.getElementById('log');
  const notice = document.getElementById('notice');
  const say = document.getElementById('say');
  const text = document.getElementById('text');
  const attach = document.getElementById('attach');
  const files = document.getElementById('file');
  const progress = document.getElementById('progress');
  const bar = document.getElementById('bar');
  const page = document.body;
  const says = page.dataset;

  document.querySelector('.persona[aria-current]').scrollIntoView({ inline: 'center' });

  const tell = words => { notice.textContent = words; };

  // The end of the chat stays in view unless the person has scrolled up to read.
  let atEnd = true;
  let lastTop = 0;
  const toEnd = () => { if (atEnd) scroll.scrollTop = scroll.scrollHeight; };
  scroll.addEventListener('scroll', () => {
    const up = scroll.scrollTop < lastTop;
    lastTop = scroll.scrollTop;
    // What grew since, such as a picture that has just come, is no sign that somebody reads above.
    if (scroll.scrollHeight - lastTop - scroll.clientHeight < 80) atEnd = true;
    else if (up) atEnd = false;
  });
  new ResizeObserver(toEnd).observe(log);
  new ResizeObserver(toEnd).observe(scroll);
  toEnd();

  // After a lost connection a message can come again: the newer one counts.
  page.addEventListener('htmx:sseBeforeMessage', event => {
    const id = /id="(m-\d+)"/.exec(event.detail.data)?.[1];
    if (event.detail.type === 'message' && id) document.getElementById(id)?.remove();
  });
  // A secret is typed into its form, and not into the chat by mistake.
  page.addEventListener('htmx:sseMessage', event => {
    const secret = event.detail.type === 'message'
      && log.lastElementChild.querySelector('.form input[type=password]');
    if (secret && document.activeElement === text && !text.value) secret.focus();
  });
  page.addEventListener('htmx:sseOpen', () => { page.classList.remove('offline'); });
  page.addEventListener('htmx:sseError', () => { page.classList.add('offline'); });

  // A message that is replaced does not take the keyboard's place away.
  let lost = null;
  page.addEventListener('htmx:oobBeforeSwap', event => {
    const target = event.detail.target;
    lost = target.contains(document.activeElement) ? target.id : null;
  });
  page.addEventListener('htmx:oobAfterSwap', () => {
    const message = lost && document.getElementById(lost);
    if (message) (message.querySelector('input:not([type=hidden]), .key') ?? text).focus();
    lost = null;
  });

  // Whoever asked for earlier messages with the keyboard goes on at the first of them.
  let goesOn = false;
  page.addEventListener('htmx:beforeSwap', event => {
    if (event.detail.target.matches('.earlier')) {
      goesOn = event.detail.target.querySelector(':focus-visible') !== null;
    }
  });
  page.addEventListener('htmx:afterSwap', () => {
    if (goesOn) log.querySelector('.message').focus();
    goesOn = false;
  });

  const problem = (status, words) => status && words.length < 300 ? words : says.saysNoAnswer;

  // Doing a thing again after it failed is the same thing, and not a second one.
  const happening = () => Array.from(crypto.getRandomValues(new Uint8Array(12)),
    byte => byte.toString(16).padStart(2, '0')).join('');
  page.addEventListener('htmx:configRequest', event => {
    const form = event.detail.elt;
    if (event.detail.verb !== 'post') return;
    form.dataset.event ??= happening();
    event.detail.parameters.event = form.dataset.event;
  });

  // What is written waits for what was written before, and the field is free at once. When
  // something is not taken, all of it stands there again.
  const unsent = [];
  let failed = null;
  const send = async ({ words, id }) => {
    try {
      const answer = await fetch(say.action, {
        method: 'POST',
        headers: { 'HX-Request': 'true' },
        body: new URLSearchParams({ text: words, event: id }),
      });
      return answer.ok ? null : problem(answer.status, await answer.text());
    } catch {
      return says.saysNoAnswer;
    }
  };
  const sendAll = async () => {
    while (unsent.length) {
      const wrong = await send(unsent[0]);
      if (!wrong) {
        unsent.shift();
        continue;
      }
      failed = unsent.length === 1 ? unsent[0] : null;
      tell(failed ? wrong : `${wrong} ${says.saysWrittenAfter}`);
      text.value = [...unsent.map(one => one.words), text.value].filter(words => words).join('\n');
      unsent.length = 0;
    }
  };
  say.addEventListener('submit', event => {
    event.preventDefault();
    const words = text.value;
    if (!words.trim()) return;
    unsent.push({ words, id: failed?.words === words ? failed.id : happening() });
    failed = null;
    text.value = '';
    text.focus();
    tell('');
    atEnd = true;
    if (unsent.length === 1) sendAll();
  });

  // What is chosen while other files are on their way waits for them.
  const waiting = [];
  const nextFiles = () => { if (waiting.length) hand(waiting.shift()); };
  files.addEventListener('change', event => {
    if (!attach.classList.contains('busy')) {
      delete attach.dataset.event;
      return;
    }
    event.stopImmediatePropagation();
    const chosen = new DataTransfer();
    for (const file of files.files) chosen.items.add(file);
    waiting.push(chosen.files);
  }, { capture: true });

  page.addEventListener('htmx:beforeRequest', event => {
    const form = event.detail.elt;
    tell('');
    form.classList.add('busy');
    if (form === attach) {
      bar.value = 0;
      progress.hidden = false;
    }
  });
  page.addEventListener('htmx:afterRequest', event => {
    const form = event.detail.elt;
    form.classList.remove('busy');
    if (event.detail.successful) {
      delete form.dataset.event;
      if (form === attach) {
        attach.reset();
        setTimeout(nextFiles); // htmx is done with this request only then
      }
    } else {
      tell(problem(event.detail.xhr.status, event.detail.xhr.responseText));
      if (form === attach && waiting.length) {
        waiting.length = 0;
        tell(`${notice.textContent} ${says.saysChosenAfter}`);
      }
    }
    if (form === attach) progress.hidden = true;
    if (form.matches('.quick, .form, .empty form')) text.focus();
  });
  page.addEventListener('htmx:xhr:progress', event => {
    if (event.detail.lengthComputable) bar.value = 100 * event.detail.loaded / event.detail.total;
  });

  text.addEventListener('keydown', event => {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      if (text.value) say.requestSubmit();
    }
  });

  // Files can be dropped anywhere, or pasted.
  const hand = list => {
    if (!list.length) return false;
    files.files = list;
    files.dispatchEvent(new Event('change', { bubbles: true }));
    return true;
  };
  page.addEventListener('dragover', event => {
    event.preventDefault();
    page.classList.add('dropping');
  });
  page.addEventListener('dragleave', event => {
    if (!event.relatedTarget) page.classList.remove('dropping');
  });
  page.addEventListener('drop', event => {
    event.preventDefault();
    page.classList.remove('dropping');
    hand(event.dataTransfer.files);
  });
  text.addEventListener('paste', event => {
    if (hand(event.clipboardData.files)) event.preventDefault();
  });

  page.addEventListener('click', async event => {
    const button = event.target.closest('[data-copy]');
    if (!button) return;
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      tell(says.saysCopied);
    } catch {
      tell(button.dataset.copy);
    }
  });
})();
