package dev.companion.datto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companion.datto.DattoRmmClient.OperationRate;
import dev.companion.datto.DattoRmmClient.RequestRate;
import dev.companion.vendor.CallKind;
import dev.companion.vendor.CallResult.Found;
import dev.companion.vendor.HttpCall;
import dev.companion.vendor.Origin;
import dev.companion.vendor.VendorCount.Used;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CountedCallsTest {

    private final CountedCalls counting = new CountedCalls();

    private static HttpCall call(String method, String path) {
        var origin = ((Found<Origin>) Origin.of("https://merlot-api.centrastage.net")).value();
        return HttpCall.of(CallKind.EFFECT, method, origin, path);
    }

    @Test
    void readsAndEachKindOfWriteAreCountedApart() {
        assertThat(counting.lanesOf(call("GET", "/api/v2/site/x/variables"))).containsExactly(DattoLane.READ);
        assertThat(counting.lanesOf(call("PUT", "/api/v2/site/x/variable")))
                .containsExactlyInAnyOrder(DattoLane.WRITE, DattoLane.SITE_VARIABLE_CREATE);
        assertThat(counting.lanesOf(call("POST", "/api/v2/site/x/variable/7")))
                .containsExactlyInAnyOrder(DattoLane.WRITE, DattoLane.SITE_VARIABLE_UPDATE);
        assertThat(counting.lanesOf(call("DELETE", "/api/v2/site/x/variable/7")))
                .containsExactlyInAnyOrder(DattoLane.WRITE, DattoLane.SITE_VARIABLE_DELETE);
        assertThat(counting.lanesOf(call("PUT", "/api/v2/account/user/7"))).containsExactly(DattoLane.WRITE);
    }

    @Test
    void whatThePlatformToldIsPutIntoItsLanes() {
        var rate = new RequestRate(60, 12, 600, 3, 600, Map.of("site-variable-create", new OperationRate(100, null)));

        assertThat(counting.counted(rate).lanes())
                .isEqualTo(Map.of(
                        DattoLane.READ, new Used(600, 12),
                        DattoLane.WRITE, new Used(600, 3),
                        DattoLane.SITE_VARIABLE_CREATE, new Used(100, 0)));
    }

    @Test
    void theCounterOfNewVariablesIsReadByEitherName() {
        var apart = new RequestRate(
                60,
                12,
                600,
                3,
                600,
                Map.of(
                        "site-variable-set",
                        new OperationRate(100, 7),
                        "site-variable-update",
                        new OperationRate(50, 2)));

        assertThat(counting.counted(apart).lanes())
                .containsEntry(DattoLane.SITE_VARIABLE_CREATE, new Used(100, 7))
                .containsEntry(DattoLane.SITE_VARIABLE_UPDATE, new Used(50, 2));
        assertThat(counting.lanesOf(call("POST", "/api/v2/site/x/variable/7")))
                .containsExactlyInAnyOrder(DattoLane.WRITE, DattoLane.SITE_VARIABLE_UPDATE);
    }

    @Test
    void aCounterForEveryWriteOfAVariableIsChargedByEach() {
        var joint = new RequestRate(60, 12, 600, 3, 600, Map.of("site-variable-set", new OperationRate(100, 7)));

        assertThat(counting.counted(joint).lanes())
                .containsEntry(DattoLane.SITE_VARIABLE_CREATE, new Used(100, 7))
                .containsEntry(DattoLane.SITE_VARIABLE_UPDATE, new Used(100, 7));
        for (var write : Map.of("PUT", "/api/v2/site/x/variable", "POST", "/api/v2/site/x/variable/7")
                .entrySet()) {
            assertThat(counting.lanesOf(call(write.getKey(), write.getValue())))
                    .containsExactlyInAnyOrder(
                            DattoLane.WRITE, DattoLane.SITE_VARIABLE_CREATE, DattoLane.SITE_VARIABLE_UPDATE);
        }
    }

    @Test
    void onAnAccountWithOneCounterWritesAreChargedToItToo() {
        var told = counting.counted(new RequestRate(60, 12, 600, null, null, Map.of()));

        assertThat(told.lanes()).isEqualTo(Map.of(DattoLane.READ, new Used(600, 12)));
        assertThat(counting.lanesOf(call("PUT", "/api/v2/site/x/variable")))
                .containsExactlyInAnyOrder(DattoLane.READ, DattoLane.SITE_VARIABLE_CREATE);
    }
}
