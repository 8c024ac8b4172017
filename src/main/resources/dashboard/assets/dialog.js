// A form in place where a link would lead to its page.
for (const opener of document.querySelectorAll('[data-dialog]')) {
    const dialog = document.getElementById(opener.dataset.dialog);
    opener.addEventListener('click', event => {
        event.preventDefault();
        dialog.showModal();
    });
}
for (const closer of document.querySelectorAll('[data-close]')) {
    closer.addEventListener('click', () => document.getElementById(closer.dataset.close).close());
}
const wrong = document.querySelector('dialog[data-open]');
wrong?.showModal();
wrong?.querySelector('[aria-invalid=true]')?.focus();

// A page that answered a form is loaded again as itself, and does not make another token.
history.replaceState(null, '', location.href);
