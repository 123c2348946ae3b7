{{/* The properties of Kafka clients that are no secret. */}}
{{- define "companion-stream.kafka.properties" -}}
{{- $kafka := .root.Values.kafka -}}
{{- $properties := dict "security.protocol" $kafka.security.protocol -}}
{{- if hasPrefix "SASL_" $kafka.security.protocol -}}
{{- $_ := set $properties "sasl.mechanism" $kafka.sasl.mechanism -}}
{{- end -}}
{{- if include "companion-stream.kafka.ca" . -}}
{{- $_ := set $properties "ssl.truststore.type" "PEM" -}}
{{- $_ := set $properties "ssl.truststore.location" "/etc/companion/kafka/ca.crt" -}}
{{- end -}}
{{- if include "companion-stream.kafka.certificate" . -}}
{{- $_ := set $properties "ssl.keystore.type" "PEM" -}}
{{- end -}}
{{- if eq $kafka.sasl.mechanism "OAUTHBEARER" -}}
{{- $_ := set $properties "sasl.oauthbearer.token.endpoint.url" $kafka.oauth.tokenUrl -}}
{{- $_ := set $properties "sasl.login.callback.handler.class" "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginCallbackHandler" -}}
{{- end -}}
{{- merge (deepCopy $kafka.properties) $properties | toYaml -}}
{{- end }}

{{/* Whether the connection is encrypted: yes, or nothing. */}}
{{- define "companion-stream.kafka.tls" -}}
{{- if has .root.Values.kafka.security.protocol (list "SSL" "SASL_SSL") }}yes{{ end -}}
{{- end }}

{{/* The secret with the authority of the brokers; nothing if the JVM trusts them anyway. */}}
{{- define "companion-stream.kafka.ca" -}}
{{- $values := .root.Values -}}
{{- if include "companion-stream.kafka.tls" . -}}
{{- $values.kafka.tls.caSecret | default (ternary (printf "%s-cluster-ca-cert" $values.strimzi.cluster) "" $values.strimzi.enabled) -}}
{{- end -}}
{{- end }}

{{/* The secret with which this service signs in to Kafka; nothing if the cluster asks for none. */}}
{{- define "companion-stream.kafka.secret" -}}
{{- $values := .root.Values -}}
{{- $own := (index $values .key).kafka.existingSecret -}}
{{- $secret := $own | default $values.kafka.existingSecret | default (ternary (include "companion-stream.fullname" .) "" $values.strimzi.enabled) -}}
{{- if hasPrefix "SASL_" $values.kafka.security.protocol -}}
{{- required (printf "%s.kafka.existingSecret or kafka.existingSecret: empty (expected: a secret with %s, since kafka.security.protocol is %s)" .key $values.kafka.sasl.jaasKey $values.kafka.security.protocol) $secret -}}
{{- else if eq $values.kafka.security.protocol "SSL" -}}
{{- $secret -}}
{{- end -}}
{{- end }}

{{/* Whether it signs in with a certificate: yes, or nothing. */}}
{{- define "companion-stream.kafka.certificate" -}}
{{- if and (eq .root.Values.kafka.security.protocol "SSL") (include "companion-stream.kafka.secret" .) }}yes{{ end -}}
{{- end }}

{{/* Kafka's clients fetch tokens only from addresses that this list names. */}}
{{- define "companion-stream.java.options" -}}
{{- $values := include "companion-stream.values" . | fromYaml -}}
{{- $options := list -}}
{{- if and (not .alone) (eq .root.Values.kafka.sasl.mechanism "OAUTHBEARER") -}}
{{- $options = append $options (printf "-Dorg.apache.kafka.sasl.oauthbearer.allowed.urls=%s" .root.Values.kafka.oauth.tokenUrl) -}}
{{- end -}}
{{- with $values.javaOptions }}{{ $options = append $options . }}{{ end -}}
{{- join " " $options -}}
{{- end }}

{{/* The ports in a list of addresses: host:port, or URLs. */}}
{{- define "companion-stream.ports" -}}
{{- $ports := list -}}
{{- range splitList "," . -}}
{{- $address := trim . -}}
{{- $url := urlParse (ternary $address (printf "kafka://%s" $address) (contains "://" $address)) -}}
{{- $port := regexFind ":[0-9]+$" $url.host | trimPrefix ":" -}}
{{- $ports = append $ports ($port | default (ternary "80" "443" (eq $url.scheme "http")) | int) -}}
{{- end -}}
{{- $ports | uniq | toJson -}}
{{- end }}
