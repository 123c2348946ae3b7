package dev.companion.poller.topology;

import dev.companion.poller.domain.Company;
import dev.companion.poller.domain.Fingerprint;
import dev.companion.poller.domain.InstallationPackage;
import dev.companion.poller.domain.KnownRow;
import dev.companion.poller.domain.Observed;
import dev.companion.poller.domain.Site;
import dev.companion.poller.domain.User;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Known rows as bytes. There may be a million of them in memory, so the form is tight, and the id, which is in the key,
 * is not repeated. The first byte is the version of the form: a new form gets a new number and reads the old one.
 */
final class RowCodec<V extends Observed<V>> {

    private static final int VERSION = 2;

    /** Without the set in which a deletion was approved. */
    private static final int FIRST_VERSION = 1;

    private interface Write<V> {
        void to(DataOutputStream out, V value) throws IOException;
    }

    private interface Read<V> {
        V from(DataInputStream in, String id) throws IOException;
    }

    static final RowCodec<Site> SITES = new RowCodec<>(
            (out, site) -> {
                number(out, site.number());
                text(out, site.name());
                text(out, site.description());
                out.writeByte(site.scope().ordinal());
                number(out, site.devices() == null ? null : site.devices().longValue());
                text(out, site.portalUrl());
            },
            (in, id) -> new Site(
                    id,
                    number(in),
                    required(text(in)),
                    text(in),
                    Site.Scope.values()[in.readByte()],
                    narrowed(number(in)),
                    text(in)));

    static final RowCodec<User> USERS = new RowCodec<>(
            (out, user) -> {
                text(out, user.username());
                text(out, user.firstName());
                text(out, user.lastName());
                text(out, user.email());
                flag(out, user.enabled());
                text(out, user.role());
                var createdAt = user.createdAt();
                number(out, createdAt == null ? null : createdAt.toEpochMilli());
            },
            (in, id) -> new User(id, text(in), text(in), text(in), text(in), flag(in), text(in), instant(number(in))));

    static final RowCodec<Company> COMPANIES = new RowCodec<>(
            (out, company) -> {
                text(out, company.name());
                out.writeByte(company.type().ordinal());
                text(out, company.parentId());
                text(out, company.path());
                flag(out, company.suspended());
                flag(out, company.managedByPartner());
                var createdAt = company.createdAt();
                number(out, createdAt == null ? null : createdAt.toEpochMilli());
            },
            (in, id) -> new Company(
                    id,
                    required(text(in)),
                    Company.Type.values()[in.readByte()],
                    text(in),
                    text(in),
                    flag(in),
                    flag(in),
                    instant(number(in))));

    static final RowCodec<InstallationPackage> PACKAGES = new RowCodec<>(
            (out, row) -> {
                text(out, row.companyId());
                text(out, row.name());
                text(out, row.windowsLink());
                flag(out, row.windowsReady());
            },
            (in, id) -> new InstallationPackage(id, required(text(in)), required(text(in)), text(in), flag(in)));

    private final Write<V> write;
    private final Read<V> read;

    private RowCodec(Write<V> write, Read<V> read) {
        this.write = write;
        this.read = read;
    }

    byte[] encode(KnownRow<V> row) {
        var bytes = new ByteArrayOutputStream(128);
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeLong(row.fingerprint().high());
            out.writeLong(row.fingerprint().low());
            out.writeLong(row.sequence());
            out.writeLong(row.incarnation());
            out.writeLong(row.publishedAt().toEpochMilli());
            out.writeByte(row.misses());
            var askAgainAt = row.askAgainAt();
            number(out, askAgainAt == null ? null : askAgainAt.toEpochMilli());
            var approvedIn = row.approvedIn();
            out.writeBoolean(approvedIn != null);
            if (approvedIn != null) {
                text(out, approvedIn);
            }
            var value = row.value();
            out.writeBoolean(value != null);
            if (value != null) {
                write.to(out, value);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    KnownRow<V> decode(String id, byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            var version = in.readByte();
            if (version != VERSION && version != FIRST_VERSION) {
                throw new IllegalStateException(
                        "known row of version %d (expected: %d); it was written by a newer release"
                                .formatted(version, VERSION));
            }
            var fingerprint = new Fingerprint(in.readLong(), in.readLong());
            var sequence = in.readLong();
            var incarnation = in.readLong();
            var publishedAt = Instant.ofEpochMilli(in.readLong());
            var misses = in.readByte();
            var askAgainAt = instant(number(in));
            var approvedIn = version != FIRST_VERSION && in.readBoolean() ? text(in) : null;
            var value = in.readBoolean() ? read.from(in, id) : null;
            return new KnownRow<>(
                    id, value, fingerprint, sequence, incarnation, publishedAt, misses, askAgainAt, approvedIn);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void text(DataOutputStream out, @Nullable String text) throws IOException {
        if (text == null) {
            out.writeInt(-1);
        } else {
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            out.writeInt(bytes.length);
            out.write(bytes);
        }
    }

    private static @Nullable String text(DataInputStream in) throws IOException {
        var length = in.readInt();
        return length < 0 ? null : new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private static void number(DataOutputStream out, @Nullable Long number) throws IOException {
        out.writeBoolean(number != null);
        if (number != null) {
            out.writeLong(number);
        }
    }

    private static @Nullable Long number(DataInputStream in) throws IOException {
        return in.readBoolean() ? in.readLong() : null;
    }

    private static void flag(DataOutputStream out, @Nullable Boolean flag) throws IOException {
        out.writeByte(flag == null ? -1 : flag ? 1 : 0);
    }

    private static @Nullable Boolean flag(DataInputStream in) throws IOException {
        var flag = in.readByte();
        return flag < 0 ? null : flag == 1;
    }

    private static @Nullable Instant instant(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }

    private static @Nullable Integer narrowed(@Nullable Long number) {
        return number == null ? null : Math.toIntExact(number);
    }

    private static String required(@Nullable String text) {
        if (text == null) {
            throw new IllegalStateException("known row without a text that it always has");
        }
        return text;
    }
}
