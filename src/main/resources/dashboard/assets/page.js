// The viewer's own time beside UTC.
const own = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
for (const time of document.querySelectorAll('time[datetime]')) {
    const local = document.createElement('span');
    local.className = 'local-time';
    local.textContent = ` (${own.format(new Date(time.dateTime))} here)`;
    time.after(local);
}

// What was wrong is where a keyboard and a screen reader are.
document.querySelector('[aria-invalid=true]')?.focus();

// What works with this script alone is shown by it.
for (const helper of document.querySelectorAll('[data-copy], .quick, #my-address')) {
    helper.hidden = false;
}
for (const button of document.querySelectorAll('[data-copy]')) {
    button.addEventListener('click', async () => {
        await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
        document.getElementById(button.dataset.said ?? 'copied').textContent = 'Copied.';
    });
}
for (const button of document.querySelectorAll('[data-amount]')) {
    button.addEventListener('click', () => {
        document.getElementById('amount').value = button.dataset.amount;
        document.getElementById('unit').value = button.dataset.unit;
    });
}
document.getElementById('my-address')?.addEventListener('click', event => {
    const field = document.getElementById('ip');
    field.value = [field.value.trim(), event.target.dataset.address].filter(Boolean).join('\n');
    field.focus();
});
