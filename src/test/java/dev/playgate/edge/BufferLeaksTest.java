package dev.playgate.edge;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

import static org.assertj.core.api.Assertions.assertThat;

@Isolated
class BufferLeaksTest {

    @Test
    void aBufferThatIsLostIsFoundAndOneThatIsGivenBackIsNot() throws Exception {
        try (BufferLeaks leaks = BufferLeaks.watched()) {
            lose(1);
            assertThat(leaks.found()).isEmpty();
            lose(2);
            assertThat(leaks.found()).isNotEmpty();
        }
    }

    private static void lose(int references) {
        ByteBuf buffer = PooledByteBufAllocator.DEFAULT.directBuffer(64);
        if (references == 2) {
            buffer.retain();
        }
        buffer.release();
    }
}
