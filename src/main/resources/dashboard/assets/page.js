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
