// Sends media to a WHIP endpoint (RFC 9725): an offer is posted, and what its answer names is deleted at the end.

const SDP = 'application/sdp';
const ANSWER_MS = 10_000;
const GATHERING_MS = 2_000;

const REFUSALS = {
    400: 'The endpoint does not understand what this browser offers.',
    401: 'The endpoint demands credentials, which this page has none of. Ask who runs it.',
    403: 'The endpoint may not be sent to from here. Ask who runs it.',
    404: 'The endpoint knows no such stream. Ask who runs it.',
    406: 'The endpoint takes nothing that this browser can send.',
    409: 'Somebody sends to this stream already. Wait until they have stopped.',
    503: 'The endpoint is busy. Try again in a while.',
};

/** Why nothing is sent, or not any more, in words. */
export class WhipFault extends Error {}

/** Media on its way to an endpoint. */
export class WhipBroadcast {
    #endpoint;
    #connection = new RTCPeerConnection();
    #resource = null;
    #connected = false;
    #ended = false;
    #on;

    /** @param on called with `sending` and `interrupted`, and with a WhipFault when it has ended by itself. */
    constructor(endpoint, media, on) {
        this.#endpoint = endpoint;
        this.#on = on;
        for (const track of media.getTracks()) {
            const transceiver = this.#connection.addTransceiver(track, { direction: 'sendonly', streams: [media] });
            if (track.kind === 'video') {
                preferH264(transceiver);
            }
        }
        this.#connection.addEventListener('connectionstatechange', () => this.#changed());
    }

    /** Throws a WhipFault when nothing will be sent. */
    async start() {
        try {
            await this.#connection.setLocalDescription();
            await gathered(this.#connection);
            const sdp = await this.#ask(this.#connection.localDescription.sdp);
            if (!this.#ended) {
                await this.#connection.setRemoteDescription({ type: 'answer', sdp });
                for (const { sender } of this.#connection.getTransceivers()) {
                    sender.transport?.addEventListener('statechange', () => this.#changed());
                }
            }
        } catch (fault) {
            await this.end();
            throw fault instanceof WhipFault ? fault
                : new WhipFault(`The endpoint's answer cannot be used: ${fault.message}`);
        }
    }

    async #ask(offer) {
        let answer;
        let sdp;
        try {
            answer = await fetch(this.#endpoint, {
                method: 'POST', body: offer, headers: { 'Content-Type': SDP }, credentials: 'omit',
                signal: AbortSignal.timeout(ANSWER_MS),
            });
            sdp = await answer.text();
        } catch {
            throw new WhipFault('The endpoint cannot be reached, or does not let this page ask it. Look at the network,'
                + ' and ask who runs it.');
        }
        if (answer.status !== 201) {
            throw new WhipFault(REFUSALS[answer.status] ?? `The endpoint refuses it with the status ${answer.status}.`);
        }
        const location = answer.headers.get('Location');
        if (location === null) {
            throw new WhipFault('The endpoint does not say, or does not let this page read, where sending is ended'
                + ' (Location). Ask who runs it.');
        }
        const resource = new URL(location, answer.url);
        if (resource.origin !== new URL(this.#endpoint).origin) {
            throw new WhipFault('The endpoint says that sending is ended at another host, which this page does not ask.');
        }
        this.#resource = resource;
        if (this.#ended) {
            await this.#delete();
        }
        return sdp;
    }

    #changed() {
        if (this.#ended) {
            return;
        }
        const lost = this.#connection.getTransceivers().some(({ sender }) => sender.transport?.state === 'closed');
        const state = lost ? 'failed' : this.#connection.connectionState;
        if (state === 'connected') {
            this.#connected = true;
            this.#on('sending');
        } else if (state === 'disconnected') {
            this.#on('interrupted');
        } else if (state === 'failed') {
            const words = this.#connected
                ? 'The connection to the endpoint is lost. Look at the network, and start again.'
                : 'No connection to the endpoint comes about: what it answered cannot be reached from here.';
            this.end();
            this.#on(new WhipFault(words));
        }
    }

    /** Whether the endpoint knows that it has ended, as far as it ever knew of it. */
    async end() {
        if (this.#ended) {
            return true;
        }
        this.#ended = true;
        this.#connection.close();
        return this.#resource === null || this.#delete();
    }

    async #delete() {
        try {
            // Also when the page is being left.
            return (await fetch(this.#resource, { method: 'DELETE', credentials: 'omit', keepalive: true })).ok;
        } catch {
            return false;
        }
    }

    /** Bytes and picture of what has been sent. */
    async sent() {
        const reports = [...(await this.#connection.getStats()).values()].filter(({ type }) => type === 'outbound-rtp');
        const picture = reports.find(({ frameWidth }) => frameWidth);
        return {
            bytes: reports.reduce((sum, { bytesSent }) => sum + bytesSent, 0),
            picture: picture ? `${picture.frameWidth}×${picture.frameHeight}` : '–',
        };
    }
}

/** What most of those who play what becomes of it can show. */
function preferH264(transceiver) {
    const codecs = RTCRtpSender.getCapabilities('video').codecs;
    const isH264 = ({ mimeType }) => mimeType.toLowerCase() === 'video/h264';
    transceiver.setCodecPreferences([...codecs.filter(isH264), ...codecs.filter(codec => !isH264(codec))]);
}

/** The offer is posted once, with all that the browser can be reached at. */
const gathered = connection => new Promise(resolve => {
    const look = () => connection.iceGatheringState === 'complete' && resolve();
    connection.addEventListener('icegatheringstatechange', look);
    setTimeout(resolve, GATHERING_MS);
    look();
});
