package dev.companion.runtime.door;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A request whose body is counted while it is read, whatever length its headers announce. */
final class LimitedBody extends HttpServletRequestWrapper {

    private final long bytesMax;
    private final Duration time;
    private final LongSupplier nanos;
    private @Nullable Counted stream;
    private @Nullable Refusal refusal;

    /** @param time within which the whole body has to arrive, from the first read on */
    LimitedBody(HttpServletRequest request, long bytesMax, Duration time, LongSupplier nanos) {
        super(request);
        this.bytesMax = bytesMax;
        this.time = time;
        this.nanos = nanos;
    }

    /** Why the body was not read to its end; null if it was, or nothing read it. */
    @Nullable Refusal refusal() {
        return refusal;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        if (stream == null) {
            stream = new Counted(super.getInputStream(), nanos.getAsLong());
        }
        return stream;
    }

    @Override
    public BufferedReader getReader() throws IOException {
        var encoding = getCharacterEncoding();
        var charset = encoding == null ? StandardCharsets.UTF_8 : Charset.forName(encoding);
        return new BufferedReader(new InputStreamReader(getInputStream(), charset));
    }

    private final class Counted extends ServletInputStream {

        private final ServletInputStream body;
        private final long begun;
        private long bytes;

        Counted(ServletInputStream body, long begun) {
            this.body = body;
            this.begun = begun;
        }

        @Override
        public int read() throws IOException {
            checkTime();
            var next = body.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            checkTime();
            var read = body.read(into, offset, length);
            count(Math.max(0, read));
            return read;
        }

        private void count(int more) throws IOException {
            bytes += more;
            if (bytes > bytesMax) {
                throw refused(Refusal.tooLarge(bytesMax));
            }
        }

        private void checkTime() throws IOException {
            if (refusal != null) {
                throw refused(refusal);
            }
            if (nanos.getAsLong() - begun > time.toNanos()) {
                throw refused(Refusal.tooSlow(time.toSeconds()));
            }
        }

        private BodyRefused refused(Refusal because) {
            refusal = because;
            return new BodyRefused(because);
        }

        @Override
        public boolean isFinished() {
            return body.isFinished();
        }

        @Override
        public boolean isReady() {
            return body.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            body.setReadListener(listener);
        }
    }
}
