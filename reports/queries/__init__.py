"""What people, their managers and their record can be asked. Reading only; reports write nothing."""
