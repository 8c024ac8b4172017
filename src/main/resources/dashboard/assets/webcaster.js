import { WhipBroadcast } from './whip.js';

const DEVICE_FAULTS = {
    NotAllowedError: 'This page may not use camera and microphone. Allow it in the browser, at its address, and try again.',
    NotFoundError: 'There is no such camera or microphone. Connect one, or choose none of its kind, and try again.',
    NotReadableError: 'The camera or microphone cannot be used at the moment. Close what else uses it, and try again.',
    OverconstrainedError: 'The camera or microphone that you chose is not there any more. Choose another.',
};
const NONE = 'none';

const element = id => document.getElementById(id);
const sending = element('sending');
const [camera, microphone, use, send, end] = ['camera', 'microphone', 'use-devices', 'send', 'end'].map(element);
let media = null;
let broadcast = null;
/** Of the devices that were asked for; whoever chooses others meanwhile wants no more of those before. */
let turn = 0;

function show(state) {
    sending.dataset.state = state;
    element('send-state').value = state;
    const busy = broadcast !== null;
    [camera, microphone, use].forEach(control => { control.disabled = busy; });
    send.disabled = busy || media === null;
    end.disabled = !busy;
}

/** No text: nothing is wrong. */
function say(text) {
    element('send-problem').textContent = text;
    element('send-problem').hidden = text === '';
}

const wanted = (select, further) => select.value === NONE ? false
    : { ...further, ...(select.value ? { deviceId: { exact: select.value } } : {}) };

async function useDevices() {
    const mine = ++turn;
    say('');
    media?.getTracks().forEach(track => track.stop());
    media = null;
    show('idle');
    try {
        const constraints = {
            video: wanted(camera, { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 } }),
            audio: wanted(microphone, {}),
        };
        if (!constraints.video && !constraints.audio) {
            say('Choose a camera or a microphone: there is nothing to send.');
        } else if (!navigator.mediaDevices) {
            say('Browsers give camera and microphone to pages that come by https alone. Open this page by https.');
        } else {
            const found = await navigator.mediaDevices.getUserMedia(constraints);
            if (mine !== turn) {
                found.getTracks().forEach(track => track.stop());
                return;
            }
            media = found;
            media.getTracks().forEach(track => track.addEventListener('ended', () => gone(track)));
            await listDevices();
        }
    } catch (fault) {
        if (mine !== turn) {
            return;
        }
        say(DEVICE_FAULTS[fault.name] ?? `Camera or microphone cannot be used: ${fault.message}`);
    }
    element('preview').srcObject = media;
    show(media ? 'ready' : 'idle');
}

/** The browser names them when they may be used. */
async function listDevices() {
    const devices = await navigator.mediaDevices.enumerateDevices();
    for (const [select, kind] of [[camera, 'videoinput'], [microphone, 'audioinput']]) {
        const chosen = select.value;
        select.replaceChildren(...[...select.options].filter(({ value }) => value === '' || value === NONE),
            ...devices.filter(device => device.kind === kind && device.deviceId)
                .map(({ label, deviceId }) => new Option(label || deviceId, deviceId)));
        select.value = chosen;
    }
}

async function gone(track) {
    if (media?.getTracks().includes(track)) {
        await stop();
        media.getTracks().forEach(other => other.stop());
        media = null;
        element('preview').srcObject = null;
        show('stopped');
        say('The camera or microphone is gone. Connect it again, or choose another.');
    }
}

async function start() {
    say('');
    const mine = new WhipBroadcast(sending.dataset.endpoint, media, news => {
        if (broadcast !== mine) {
            return;
        }
        if (news instanceof Error) {
            failed(news);
        } else {
            show(news);
        }
    });
    broadcast = mine;
    show('connecting');
    try {
        await mine.start();
    } catch (fault) {
        if (broadcast === mine) {
            failed(fault);
        }
    }
}

function failed(fault) {
    broadcast = null;
    show('stopped');
    say(fault.message);
}

async function stop() {
    const ending = broadcast;
    broadcast = null;
    if (ending && !await ending.end()) {
        say('It is stopped here. The endpoint did not confirm it, and ends it when nothing arrives any more.');
    }
    show('stopped');
}

setInterval(async () => {
    const sent = await broadcast?.sent();
    if (sent && sending.dataset.state === 'sending') {
        element('sent-picture').value = sent.picture;
        element('sent-bytes').value = `${(sent.bytes / 1000).toFixed(0)} kB`;
    }
}, 1000);

use.addEventListener('click', useDevices);
[camera, microphone].forEach(select => select.addEventListener('change', () => turn > 0 && useDevices()));
send.addEventListener('click', start);
end.addEventListener('click', stop);
addEventListener('pagehide', () => broadcast?.end());
