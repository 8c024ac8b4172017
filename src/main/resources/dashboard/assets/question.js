// The question of another page in place, in its words of this moment, where a link would lead to that page.
const parsed = async answer => new DOMParser().parseFromString(await answer.text(), 'text/html');

async function questionOf(link) {
    try {
        return (await parsed(await fetch(link.href))).getElementById('question').parentNode;
    } catch {
        return null;
    }
}

/** Sends the answer; says what was wrong, or nothing where it was done. */
async function refused(form) {
    try {
        const answer = await fetch(form.action,
            { method: 'POST', body: new URLSearchParams(new FormData(form)), redirect: 'manual' });
        // What was done leads to another page.
        return answer.type === 'opaqueredirect' ? '' : (await parsed(answer)).querySelector('.problem').textContent;
    } catch {
        return 'There was no answer. Try again.';
    }
}

for (const link of document.querySelectorAll('[data-question]')) {
    const dialog = document.getElementById(link.dataset.question);
    const problem = Object.assign(document.createElement('p'), { className: 'notice problem', role: 'alert' });
    link.addEventListener('click', async event => {
        event.preventDefault();
        const question = await questionOf(link);
        if (!question) {
            location.assign(link.href);
            return;
        }
        dialog.replaceChildren(...question.children);
        dialog.showModal();
        dialog.querySelector('a').focus();
    });
    dialog.addEventListener('click', event => {
        if (event.target.matches('a')) {
            event.preventDefault();
            dialog.close();
        }
    });
    dialog.addEventListener('submit', async event => {
        event.preventDefault();
        const button = event.target.querySelector('button');
        button.disabled = true;
        problem.textContent = await refused(event.target);
        button.disabled = false;
        if (problem.textContent) {
            event.target.before(problem);
            return;
        }
        dialog.close();
        link.remove();
        document.getElementById(link.dataset.done).hidden = false;
    });
}
