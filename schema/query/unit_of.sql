-- A unit by any of its names, and what it measures.
SELECT u.unit, u.dimension FROM unit_name n JOIN unit u ON u.unit = n.unit WHERE n.name = trim(:unit);
