/** What the close codes of H5Live say, for people. */
export const CLOSE_CODES = {
    4200: 'The server had nothing to object to, and closed the probe.',
    4400: 'The request can be read in two ways, or not at all.',
    4404: 'There is no such stream.',
    4503: 'The server cannot tell whether this may be played, or the origin does not answer. Try again later.',
    4901: 'The token does not open this stream, here, or any more.',
    4903: 'There is no token, or it has expired.',
};

/** How much is kept behind what is shown, and how far it may run behind live before it jumps, in seconds. */
const KEPT = 10;
const FURTHEST_BEHIND = 3;
const DISTANCE = 0.5;

/**
 * Plays fragmented MP4 out of a WebSocket: JSON in text frames, an initialisation segment and then a fragment for each
 * video frame in binary ones.
 */
export class H5LivePlayer {
    #video;
    #source = new MediaSource();
    #buffer = null;
    #mimeType = '';
    #queue = [];
    #socket;
    #over = false;

    /**
     * @param url of the WebSocket
     * @param onEvent gets the name of each message and what it says
     * @param onEnd gets the close code, or 0 when it was not the server that ended it, and a reason
     */
    constructor(video, url, { onEvent = () => {}, onEnd = () => {} } = {}) {
        this.#video = video;
        this.onEvent = onEvent;
        this.onEnd = onEnd;
        video.src = URL.createObjectURL(this.#source);
        this.#source.addEventListener('sourceopen', () => this.#drain(), { once: true });
        const address = new URL(url);
        address.searchParams.set('flags', 'faststart');
        this.#socket = new WebSocket(address);
        this.#socket.binaryType = 'arraybuffer';
        this.#socket.onmessage = ({ data }) => typeof data === 'string' ? this.#told(data) : this.#media(data);
        this.#socket.onclose = ({ code, reason }) => this.#end(code, reason);
    }

    /** Goes on with another stream, or with a new token, in the open socket. */
    updateSource(stream, token) {
        this.#socket.send(JSON.stringify({
            eventType: 'onUpdateSource',
            onUpdateSource: {
                options: { faststart: true },
                tag: '',
                count: 1,
                rtmp: { url: '', stream },
                ...(token ? { security: { jwtoken: token } } : {}),
            },
            requestId: 1,
        }));
    }

    destroy() {
        this.#over = true;
        this.#queue = [];
        this.#socket.onclose = null;
        this.#socket.onmessage = null;
        this.#socket.close();
        URL.revokeObjectURL(this.#video.src);
    }

    #end(code, reason) {
        if (!this.#over) {
            this.destroy();
            this.onEnd(code, reason);
        }
    }

    #told(text) {
        const { eventType, [eventType]: content } = JSON.parse(text);
        if (eventType === 'onStreamInfo') {
            this.#queue.push({ mimeType: content.mimeType });
        }
        this.onEvent(eventType, content);
    }

    #media(bytes) {
        this.#queue.push(bytes);
        this.#drain();
    }

    #drain() {
        if (this.#over || this.#source.readyState !== 'open' || this.#buffer?.updating || this.#queue.length === 0) {
            return;
        }
        try {
            if (this.#queue[0].mimeType) {
                this.#use(this.#queue.shift().mimeType);
            }
            this.#buffer.appendBuffer(this.#nextBytes());
        } catch (error) {
            this.#end(0, `The browser does not take the media: ${error.message}`);
        }
    }

    #use(mimeType) {
        if (!this.#buffer) {
            this.#buffer = this.#source.addSourceBuffer(mimeType);
            this.#buffer.addEventListener('updateend', () => this.#appended());
        } else if (mimeType !== this.#mimeType) {
            this.#buffer.changeType(mimeType);
        }
        this.#mimeType = mimeType;
    }

    /** Everything up to the next stream at once. */
    #nextBytes() {
        const end = this.#queue.findIndex((entry) => entry.mimeType);
        const pieces = this.#queue.splice(0, end < 0 ? this.#queue.length : end);
        const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.byteLength, 0));
        let at = 0;
        for (const piece of pieces) {
            bytes.set(new Uint8Array(piece), at);
            at += piece.byteLength;
        }
        return bytes;
    }

    #appended() {
        // A page that lets go of the source takes the buffer away, and the end of an append is told of after that.
        if (this.#over || this.#source.readyState === 'closed') {
            return;
        }
        const ranges = this.#buffer.buffered;
        if (ranges.length > 0) {
            const start = ranges.start(0);
            const end = ranges.end(ranges.length - 1);
            const behind = end - this.#video.currentTime;
            if (behind > FURTHEST_BEHIND) {
                this.#video.currentTime = Math.max(ranges.start(ranges.length - 1), end - DISTANCE);
            } else if (start < this.#video.currentTime - 2 * KEPT) {
                this.#buffer.remove(start, this.#video.currentTime - KEPT);
                return;
            }
        }
        this.#drain();
    }
}
