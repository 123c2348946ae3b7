// Prints "valid" if the file is AsyncAPI 3.0 as its own schema says, else where it is not: node asyncapi.mjs FILE
import { readFileSync } from 'node:fs';
import specs from '@asyncapi/specs';
import Ajv from 'ajv';

const schema = structuredClone(specs.schemas['3.0.0']);
delete schema.definitions['http://json-schema.org/draft-07/schema']; // Ajv has it already
const validate = new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(schema);
if (validate(JSON.parse(readFileSync(process.argv[2], 'utf8')))) console.log('valid');
else for (const error of validate.errors) console.log(error.instancePath, error.message);
