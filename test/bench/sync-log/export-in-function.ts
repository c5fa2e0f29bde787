/** A process of its own for one export through the admin handler: so that its peak of memory is of that alone. */
import * as z from 'zod';
import { exportCsv, openReading } from './reading.ts';

const [url = '', tableName = '', query = '{}'] = process.argv.slice(2);
const total = await exportCsv(openReading(url, tableName), z.record(z.string(), z.string()).parse(JSON.parse(query)));
console.log(JSON.stringify(total));
