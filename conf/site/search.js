// Searches all pages for words, in titles first. Without scripts the form stays hidden; the lists lead everywhere too.
(() => {
  const form = document.querySelector('form');
  const input = document.getElementById('search');
  const found = document.getElementById('found');
  const count = document.getElementById('found-count');
  const up = document.body.dataset.up;
  const shown = 100;

  // The index holds words of letters, digits and underscores; a query is cut in the same way.
  const wordsOf = text => text.toLowerCase().split(/[^\p{L}\p{N}_]+/u).filter(Boolean);

  const weight = (page, words) => {
    const title = wordsOf(page.title);
    const name = page.path.replace(/^.*\//, '').replace(/\.html$/, '').toLowerCase();
    const text = ` ${page.text} `;
    let sum = page.kind === 'File' ? 0 : 5;
    for (const word of words) {
      if (name === word) sum += 100;
      else if (title.includes(word)) sum += 20;
      else if (page.title.toLowerCase().includes(word)) sum += 10;
      else if (text.includes(` ${word} `)) sum += 3;
      else if (text.includes(word)) sum += 1;
      else return 0;
    }
    return sum;
  };

  const search = () => {
    const words = wordsOf(input.value);
    found.replaceChildren();
    if (words.length === 0) {
      count.textContent = '';
      return;
    }
    const hits = kithPages
      .map(page => ({ page, sum: weight(page, words) }))
      .filter(hit => hit.sum > 0)
      .sort((one, other) => other.sum - one.sum || one.page.title.localeCompare(other.page.title));
    count.textContent = hits.length === 0 ? 'Nothing found'
      : hits.length > shown ? `${hits.length} pages, the first ${shown} below`
      : hits.length === 1 ? '1 page' : `${hits.length} pages`;
    for (const { page } of hits.slice(0, shown)) {
      const link = document.createElement('a');
      link.href = up + page.path;
      const kind = document.createElement('span');
      kind.className = 'kind';
      kind.textContent = ` (${page.kind})`;
      link.append(page.title, kind);
      const item = document.createElement('li');
      item.append(link);
      found.append(item);
    }
  };

  form.hidden = false;
  form.addEventListener('submit', event => event.preventDefault());
  input.addEventListener('input', search);
})();
